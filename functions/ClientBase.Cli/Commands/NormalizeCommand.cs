using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClientBase.Cli.Normalize;
using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Commands;

/// <summary><c>normalize</c>: e-mail addresses, telephone numbers or names, one a line, in the spelling the base keeps.</summary>
internal sealed class NormalizeCommand : Command
{
    private const long LinesBetweenProgress = 50_000;

    private readonly Argument<string> _kind = new("KIND") { Description = "What the lines are: email, phone or name." };

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "The lines; standard input without it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _country = new("--country")
    {
        Description = "Country of numbers without a plus, as an ISO 3166 code such as RU or a name.",
    };

    private readonly Option<string?> _disposable = new("--disposable")
    {
        Description = "A list of more domains of throw-away mailboxes, one a line.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "As always: the output is JSON, one object a line." };

    public NormalizeCommand()
        : base("normalize", "Write one JSON object a line: the value in normal form, or why it is none and what was probably meant.")
    {
        _kind.AcceptOnlyFromAmong("email", "phone", "name");
        _country.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is var country && Countries.CodeOf(country) is null)
            {
                result.AddError(
                    $"--country {country} is no country with telephones: give a code or a name, such as RU, KZ, Россия or Germany.");
            }
        });
        Add(_kind);
        Add(_file);
        Add(_country);
        Add(_disposable);
        Add(_json);
        SetAction((parsed, cancellationToken) => Task.FromResult(CommandExit.Of(() => Run(parsed, cancellationToken))));
    }

    private void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var more = parsed.GetValue(_disposable) is { } list ? Refusing(list, () => DisposableDomains.Of(File.ReadLines(list))) : null;
        var country = parsed.GetValue(_country);
        Action<Utf8JsonWriter, string> write = parsed.GetValue(_kind) switch
        {
            "email" => (json, line) => NormalizedLine.WriteEmail(json, line, more),
            "phone" => (json, line) => NormalizedLine.WritePhone(json, line, country),
            _ => NormalizedLine.WriteName,
        };

        var file = parsed.GetValue(_file);
        using var input = file is null ? Console.OpenStandardInput() : Refusing(file, () => File.OpenRead(file));
        using var output = Console.OpenStandardOutput();
        var name = file ?? "standard input";
        Refusing(name, () =>
        {
            JsonLines.Convert(input, name, output, write, Progress(isTyped: file is null && !Console.IsInputRedirected), cancellationToken);
            return true;
        });
    }

    private static T Refusing<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidDataException)
        {
            throw new InputRefusedException($"{name}: {failure.Message}");
        }
    }

    // Only on a terminal, where each report overwrites the last. A person who types the lines sees the answers and needs no count.
    private static Action<long> Progress(bool isTyped)
    {
        if (isTyped || Console.IsErrorRedirected)
        {
            return _ => { };
        }

        var shown = 0L;
        return lines =>
        {
            if (lines - shown >= LinesBetweenProgress)
            {
                shown = lines;
                Console.Error.Write($"\r{lines.ToString("N0", CultureInfo.InvariantCulture)} lines ");
            }
        };
    }
}
