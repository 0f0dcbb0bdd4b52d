using System.Globalization;
using System.Text.Json;
using Azure;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;

namespace ClientBase.Functions.Tests.Telemetry;

public sealed class SafeExceptionTests
{
    private const string Personal = "anna@secret.example";

    [Fact]
    public void What_others_write_into_their_messages_is_left_out_and_where_it_happened_stays()
    {
        var failure = Catch(() => int.Parse(Personal, CultureInfo.InvariantCulture));

        Assert.Equal($"FormatException in {nameof(SafeExceptionTests)}", failure.Message);
        Assert.Equal(nameof(FormatException), failure.ErrorType);
        Assert.DoesNotContain(Personal, failure.ToString());
        Assert.Contains("Int32.Parse", failure.ToString());
    }

    [Fact]
    public void What_our_own_code_says_is_passed_on()
    {
        Assert.StartsWith("LimitException: too large", Catch(() => throw new LimitException("too large")).Message);
        Assert.StartsWith(
            "InvalidOperationException: start a new run", Catch(() => throw new InvalidOperationException("start a new run")).Message);
    }

    [Fact]
    public void Of_JSON_and_storage_only_place_and_code_are_told()
    {
        var json = Catch(() => JsonSerializer.Deserialize<Dictionary<string, int>>($$"""{"{{Personal}}":"x"}"""));
        Assert.StartsWith("JsonException at line 1, byte ", json.Message);
        Assert.DoesNotContain(Personal, json.ToString());

        var storage = Catch(() => throw new RequestFailedException(409, $"{Personal} exists", "EntityAlreadyExists", null));
        Assert.StartsWith("RequestFailedException 409 EntityAlreadyExists", storage.Message);
        Assert.DoesNotContain(Personal, storage.ToString());
    }

    [Fact]
    public void A_chain_is_told_from_the_outer_to_the_inner_one()
    {
        var inner = new FormatException(Personal);
        var failure = new SafeException(new AggregateException(new InvalidOperationException(Personal, inner)));

        Assert.Equal("InvalidOperationException <- FormatException", failure.Message);
        Assert.Equal(nameof(FormatException), failure.ErrorType);
    }

    private static SafeException Catch(Func<object?> act)
    {
        try
        {
            act();
            throw new InvalidOperationException("Nothing was thrown.");
        }
        catch (Exception thrown)
        {
            return new SafeException(thrown);
        }
    }
}
