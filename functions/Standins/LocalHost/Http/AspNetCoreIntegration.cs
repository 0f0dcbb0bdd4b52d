namespace ClientBase.LocalHost.Http;

/// <summary>Registered by <c>ConfigureFunctionsWebApplication</c>: HTTP functions take ASP.NET's request and return its results.</summary>
internal sealed class AspNetCoreIntegration;
