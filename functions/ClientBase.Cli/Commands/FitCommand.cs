using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClientBase.Cli.Orders;
using ClientBase.Cli.Screens;
using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Forecast.Spend;
using ClientBase.Domain.Tables;
using Spectre.Console;

namespace ClientBase.Cli.Commands;

/// <summary><c>fit</c>: the parameters of BG/NBD, MBG/NBD and Gamma-Gamma of a log of purchases, by maximum likelihood.</summary>
internal sealed class FitCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private readonly Argument<string> _orders = new("ORDERS.csv") { Description = "The purchases, one a line." };
    private readonly Option<string> _customer = new("--customer") { Description = "Column of the customer.", Required = true };
    private readonly Option<string> _date = new("--date") { Description = "Column of the time.", Required = true };
    private readonly Option<string?> _amount = new("--amount") { Description = "Column of the sum; without it there is no Gamma-Gamma." };
    private readonly Option<string> _unit = new("--unit") { Description = "What times are counted in: day or week.", Required = true };

    private readonly Option<string> _until = new("--until")
    {
        Description = "The last day counted in, such as 1997-09-30.",
        Required = true,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document to standard output, and nothing else there.",
    };

    public FitCommand()
        : base("fit", "Fit models of when customers buy again, when they stop, and what they spend.")
    {
        _unit.AcceptOnlyFromAmong("day", "week");
        _until.Validators.Add(result =>
        {
            if (DayOf(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError("--until is not a date such as 1997-09-30.");
            }
        });
        Add(_orders);
        foreach (var option in new Option[] { _customer, _date, _amount, _unit, _until, _json })
        {
            Add(option);
        }

        SetAction((parsed, cancellationToken) => Task.FromResult(CommandExit.Of(() => Run(parsed, cancellationToken))));
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var until = DayOf(parsed.GetValue(_until))!.Value;
        var unit = parsed.GetValue(_unit) == "week" ? TimeUnit.Week : TimeUnit.Day;
        var amount = parsed.GetValue(_amount);
        var path = parsed.GetValue(_orders)!;
        var columns = new OrderColumns(parsed.GetValue(_customer)!, parsed.GetValue(_date)!, amount);
        var file = Terminal.Follow("Reading", progress => OrderFile.Read(path, columns, progress, cancellationToken));
        var log = new PurchaseLog(
            file.Customers.Count,
            [.. file.CustomerOf],
            [.. file.At.Select(PurchaseLog.DayOf)],
            amount is null ? null : [.. file.Amounts.Select(decimal.ToDouble)]);
        var histories = log.Until(until, unit);
        var bgnbd = PurchaseFit.Of(histories, DropoutModel.BgNbd)
            ?? throw new InputRefusedException($"{Path.GetFileName(path)} has no purchase up to {until:yyyy-MM-dd}. Give a later --until.");
        var mbgnbd = PurchaseFit.Of(histories, DropoutModel.MbgNbd)!;
        var spend = amount is null ? null : SpendFit.Of(histories);
        if (parsed.GetValue(_json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Bgnbd = Shown(bgnbd),
                    Mbgnbd = Shown(mbgnbd),
                    GammaGamma = spend is null ? null : Shown(spend),
                    Customers = histories.Buyers,
                    RepeatCustomers = histories.RepeatBuyers,
                },
                Indented));
            return;
        }

        Terminal.Out.Write(TableOf(bgnbd, mbgnbd, spend));
        Terminal.Out.WriteLine(Text($"{histories.Buyers} customers, {histories.RepeatBuyers} with a repeat purchase"));
    }

    private static object Shown(PurchaseFit fit) =>
        new { fit.Law.R, fit.Law.Alpha, fit.Law.A, fit.Law.B, fit.LogLikelihood, fit.Converged, fit.AtBound };

    private static object Shown(SpendFit fit) =>
        new { fit.Law.P, fit.Law.Q, fit.Law.V, fit.LogLikelihood, fit.Converged, fit.AtBound };

    private static Table TableOf(PurchaseFit bgnbd, PurchaseFit mbgnbd, SpendFit? spend)
    {
        var table = new Table().AddColumns("model", "parameters", "log-likelihood", "at a bound");
        foreach (var (name, fit) in new[] { ("BG/NBD", bgnbd), ("MBG/NBD", mbgnbd) })
        {
            table.AddRow(
                name,
                Text($"r {fit.Law.R:G5}  alpha {fit.Law.Alpha:G5}  a {fit.Law.A:G5}  b {fit.Law.B:G5}"),
                Text($"{fit.LogLikelihood:F1}"),
                string.Join(' ', fit.AtBound));
        }

        if (spend is not null)
        {
            table.AddRow(
                "Gamma-Gamma",
                Text($"p {spend.Law.P:G5}  q {spend.Law.Q:G5}  v {spend.Law.V:G5}"),
                Text($"{spend.LogLikelihood:F1}"),
                string.Join(' ', spend.AtBound));
        }

        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
