using System.CommandLine;
using System.Text;
using ClientBase.Cli.Orders;
using ClientBase.Cli.Scores;
using ClientBase.Cli.Screens;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Commands;

/// <summary><c>score</c>: what each customer of a log of orders is worth, and what to expect of them.</summary>
internal sealed class ScoreCommand : Command
{
    private readonly Argument<string> _orders = new("ORDERS.csv")
    {
        Description = "The orders: one a line, or several lines an order with --order.",
    };

    private readonly Option<string> _customer = new("--customer") { Description = "Column of the customer.", Required = true };
    private readonly Option<string> _date = new("--date") { Description = "Column of the time.", Required = true };

    private readonly Option<string> _amount = new("--amount")
    {
        Description = "Column of the sum, or two to multiply: Quantity*UnitPrice.",
        Required = true,
    };

    private readonly Option<string?> _order = new("--order")
    {
        Description = "Column of the order's id; without it each line is an order.",
    };

    private readonly Option<string> _asOf = new("--as-of")
    {
        Description = "The instant of the scores, such as 2026-01-31 (00:00 UTC).",
        Required = true,
    };

    private readonly Option<string> _model = new("--model")
    {
        Description = "Model of who still buys.",
        DefaultValueFactory = _ => "bgnbd",
    };

    private readonly Option<string> _out = new("--out") { Description = "Where to write the scores.", Required = true };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document to standard output, and nothing else there.",
    };

    public ScoreCommand()
        : base("score", "Score customers by RFM, ABC-XYZ and rating, and forecast their orders and value.")
    {
        _model.AcceptOnlyFromAmong("bgnbd", "mbgnbd");
        _asOf.Validators.Add(result =>
        {
            if (InstantOf(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"--as-of is not {CellInstant.Expected}.");
            }
        });
        Add(_orders);
        foreach (var option in new Option[] { _customer, _date, _amount, _order, _asOf, _model, _out, _json })
        {
            Add(option);
        }

        SetAction((parsed, cancellationToken) => Task.FromResult(CommandExit.Of(() => Run(parsed, cancellationToken))));
    }

    private static DateTime? InstantOf(string? text) =>
        CellInstant.TryParse(Encoding.UTF8.GetBytes(text ?? ""), out var instant) ? instant : null;

    private void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var asOf = InstantOf(parsed.GetValue(_asOf))!.Value;
        var columns = new OrderColumns(
            parsed.GetValue(_customer)!,
            parsed.GetValue(_date)!,
            parsed.GetValue(_amount)!,
            parsed.GetValue(_order));
        var orders = Terminal.Follow(
            "Reading", progress => OrderFile.Read(parsed.GetValue(_orders)!, columns, progress, cancellationToken));

        var run = ScoreRun.Of(orders, asOf, parsed.GetValue(_model) == "mbgnbd" ? DropoutModel.MbgNbd : DropoutModel.BgNbd);
        ScoreFile.Write(run, parsed.GetValue(_out)!);

        ScoreScreen.Show(run, orders, parsed.GetValue(_out)!, parsed.GetValue(_json));
    }
}
