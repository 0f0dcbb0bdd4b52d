using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Azure;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Telemetry;

/// <summary>An exception with nothing in it but what may be logged: what went wrong and where, never what a person said.</summary>
/// <remarks>
/// Others put into their messages what they could not take: a parser the text, a serializer the path to it, a storage client the key.
/// So only messages that our own code wrote are passed on. The stack trace is, since it names methods alone.
/// </remarks>
public sealed class SafeException(Exception cause) : Exception(CauseOf(cause))
{
    private const string Ours = "ClientBase.";
    private const int MaxCauses = 4;

    /// <summary>Type of the exception that it all came from, for counting.</summary>
    public string ErrorType { get; } = Innermost(cause).GetType().Name;

    public override string? StackTrace => Innermost(cause).StackTrace;

    public override string ToString() => $"{Message}{Environment.NewLine}{StackTrace}";

    /// <summary>Why it failed, in one line: each exception, from the outer to the inner one.</summary>
    public static string CauseOf(Exception exception) => string.Join(" <- ", Chain(exception).Take(MaxCauses).Select(Describe));

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var link = exception; link is not null; link = link.InnerException)
        {
            // These only wrap another.
            if (link.InnerException is null || link is not (AggregateException or TargetInvocationException))
            {
                yield return link;
            }
        }
    }

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    private static string Describe(Exception exception)
    {
        var said = exception switch
        {
            FunctionInputConverterException => ": the message is not what this function reads",
            RequestFailedException storage => $" {storage.Status} {storage.ErrorCode}",
            JsonException json => $" at line {Place(json.LineNumber)}, byte {Place(json.BytePositionInLine)}",
            HttpRequestException http => $" {http.HttpRequestError} {(int?)http.StatusCode}",
            _ when IsOurs(exception.GetType().Assembly) || IsOurs(ThrowerOf(exception)?.Module.Assembly) => $": {exception.Message}",
            _ => "",
        };
        return $"{exception.GetType().Name}{said.TrimEnd()}{WhereOf(exception)}";
    }

    // The first of our methods on the way out.
    private static string WhereOf(Exception exception) =>
        new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType)
            .FirstOrDefault(type => type is not null && IsOurs(type.Assembly)) is { } type
            ? $" in {NameOf(type)}"
            : "";

    // An async method is a type of its own, "<Name>d__1", inside its class.
    private static string NameOf(Type type) => type.DeclaringType is { } outer && type.Name is ['<', ..]
        ? $"{NameOf(outer)}{(type.Name.IndexOf('>') is > 1 and var end ? $".{type.Name[1..end]}" : "")}"
        : type.Name;

    private static MethodBase? ThrowerOf(Exception exception) => new StackTrace(exception).GetFrame(0)?.GetMethod();

    private static bool IsOurs(Assembly? assembly) => assembly?.GetName().Name?.StartsWith(Ours, StringComparison.Ordinal) == true;

    private static string Place(long? number) => number is { } from0 ? (from0 + 1).ToString(CultureInfo.InvariantCulture) : "?";
}
