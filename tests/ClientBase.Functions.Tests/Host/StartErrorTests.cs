using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace ClientBase.Functions.Tests.Host;

public sealed class StartErrorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(typeof(SameRoute), "'One' and 'Other' both answer get things/{}")]
    [InlineData(typeof(SameName), "Two functions are named 'twin'")]
    [InlineData(typeof(NoTrigger), "'NoTrigger' (")]
    [InlineData(typeof(UnknownParameter), "nothing can be bound to parameter 'colour' of type String")]
    [InlineData(typeof(WrongTimerParameter), "TimerInfo, not String")]
    [InlineData(typeof(BadRoute), "route '{id' is no route")]
    [InlineData(typeof(BadQueue), "names the queue 'Bad_Queue'")]
    [InlineData(typeof(BadOutput), "names the queue 'x'")]
    [InlineData(typeof(MissingSetting), "needs the setting 'Schedule__Missing'")]
    [InlineData(typeof(BadSchedule), "'BadSchedule': ")]
    [InlineData(typeof(RetriedQueue), "retry attribute")]
    public async Task A_function_that_cannot_run_stops_the_start(Type functions, string message)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.With(azurite, functions).StartAsync());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FUNCTIONS_PORT", "http")]
    [InlineData("LocalHost:QueueLeaseSeconds", "0")]
    [InlineData("AzureFunctionsJobHost:extensions:queues:batchSize", "33")]
    [InlineData("AzureFunctionsJobHost:extensions:queues:maxPollingInterval", "soon")]
    [InlineData("AzureFunctionsJobHost:extensions:queues:messageEncoding", "utf7")]
    public void A_setting_out_of_range_stops_the_start(string name, string value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => FunctionsApplication.CreateBuilder([$"--{name}={value}"]));

        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Contains(name.Split(':')[^1], error.Message, StringComparison.Ordinal);
    }

    private sealed class SameRoute
    {
        [Function("One")]
        public string One([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "things/{id}")] HttpRequest request, string id) => id;

        [Function("Other")]
        public string Other([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{name}")] HttpRequest request, string name) => name;
    }

    private sealed class SameName
    {
        [Function("Twin")]
        public string One([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "one";

        [Function("twin")]
        public string Other([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request) => "other";
    }

    private sealed class NoTrigger
    {
        [Function("NoTrigger")]
        public string Run(string id) => id;
    }

    private sealed class UnknownParameter
    {
        [Function("UnknownParameter")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequest request, string colour) => colour;
    }

    private sealed class WrongTimerParameter
    {
        [Function("WrongTimerParameter")]
        public string Run([TimerTrigger("0 * * * * *")] string timer) => timer;
    }

    private sealed class BadRoute
    {
        [Function("BadRoute")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{id")] HttpRequest request) => "";
    }

    private sealed class BadQueue
    {
        [Function("BadQueue")]
        public string Run([QueueTrigger("Bad_Queue")] string message) => message;
    }

    private sealed class BadOutput
    {
        [Function("BadOutput")]
        [QueueOutput("x")]
        public string Run([QueueTrigger("%Orders%")] string message) => message;
    }

    private sealed class MissingSetting
    {
        [Function("MissingSetting")]
        public void Run([TimerTrigger("%Schedule__Missing%")] TimerInfo timer) => Assert.Fail(timer.ToString());
    }

    private sealed class BadSchedule
    {
        [Function("BadSchedule")]
        public void Run([TimerTrigger("0 0 25 * * *")] TimerInfo timer) => Assert.Fail(timer.ToString());
    }

    private sealed class RetriedQueue
    {
        [Function("RetriedQueue")]
        [FixedDelayRetry(3, "00:00:01")]
        public string Run([QueueTrigger("%Orders%")] string message) => message;
    }
}
