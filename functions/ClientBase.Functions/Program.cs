using ClientBase.Functions;
using ClientBase.Functions.Http;
using ClientBase.Functions.Operations;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RunningWork>();
builder.UseMiddleware<UnexpectedErrors>();
builder.UseMiddleware<StaffGate>();
builder.UseMiddleware<QueueFailures>();

builder.AddTelemetry().AddHttp().AddStorage().AddFeatures();

builder.Build().Run();
