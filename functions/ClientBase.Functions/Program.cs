using ClientBase.Functions.Automations;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts;
using ClientBase.Functions.Crm;
using ClientBase.Functions.Enrichment;
using ClientBase.Functions.Exports;
using ClientBase.Functions.Forms;
using ClientBase.Functions.Http;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Loyalty;
using ClientBase.Functions.Operations;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using ClientBase.Functions.Visits;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RunningWork>();
builder.UseMiddleware<UnexpectedErrors>();
builder.UseMiddleware<StaffGate>();
builder.UseMiddleware<QueueFailures>();

builder
    .AddTelemetry()
    .AddHttp()
    .AddOperations()
    .AddStorage()
    .AddCapture()
    .AddForms()
    .AddShops()
    .AddVisits()
    .AddContacts()
    .AddEnrichment()
    .AddImports()
    .AddSegments()
    .AddSending()
    .AddCampaigns()
    .AddAutomations()
    .AddCrm()
    .AddLoyalty()
    .AddReports()
    .AddExports()
    .AddStaff();

builder.Build().Run();
