using ClientBase.LocalHost;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly LocalHostBuilder host;

    internal FunctionsApplicationBuilder(string[] args)
    {
        host = new LocalHostBuilder(args);
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)host.Web).Properties;

    public ConfigurationManager Configuration => host.Web.Configuration;

    public IHostEnvironment Environment => host.Web.Environment;

    public ILoggingBuilder Logging => host.Web.Logging;

    public IMetricsBuilder Metrics => host.Web.Metrics;

    public IServiceCollection Services => host.Web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => host.Web.Configuration;

    public IHost Build() => host.Build();

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)host.Web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        host.Pipeline.Use(middleware);
        return this;
    }
}
