using System.Globalization;
using System.Text;
using static ClientBase.Functions.Tests.Infra.CostModel;

namespace ClientBase.Functions.Tests.Infra;

/// <summary>The tables of <c>infra/COST.md</c>.</summary>
internal static class CostTables
{
    public static string Of(CostModel model)
    {
        var text = new StringBuilder("| a second, at most | of | limited by |\n| ---: | --- | --- |\n");
        foreach (var kind in model.Ceilings.GroupBy(one => one.Of))
        {
            foreach (var (of, rate, why) in kind.OrderBy(one => one.PerSecond))
            {
                Add(text, $"| {Number(Math.Floor(rate))} | {of} | {why} |\n");
            }
        }

        text.Append("\n| a month of ten million contacts | amount | dollars |\n| --- | ---: | ---: |\n");
        AddCosts(text, model.Month, "together");
        text.Append("\n| what production.bicepparam switches on | amount | dollars |\n| --- | ---: | ---: |\n");
        AddCosts(text, Production, "on top");
        text.Append("\n| where it ends | |\n| --- | ---: |\n");
        var leads = Number(Math.Floor(model.Leads));
        Add(text, $"| instances of 2 GB, one core each, that {leads} leads a second keep busy | {model.Instances} |\n");
        Add(text, $"| reading every row once, hours ({Number(Rows + RowsOfMailsAYear)} rows) | {HoursToReadAll:0.0} |\n");
        Add(text, $"| contacts that an instance of 2 GB recomputes | {InMemory(2)} |\n");
        Add(text, $"| contacts that an instance of 4 GB recomputes | {InMemory(4)} |\n");
        return text.ToString();
    }

    private static void AddCosts(StringBuilder text, IReadOnlyList<(string What, double Amount, double Cost)> lines, string sum)
    {
        foreach (var (what, amount, cost) in lines)
        {
            Add(text, $"| {what} | {Number(Math.Round(amount))} | {cost:0.00} |\n");
        }

        Add(text, $"| **{sum}** | | **{lines.Sum(line => line.Cost):0}** |\n");
    }

    private static string InMemory(double gigabytes) => Number(Math.Floor(ContactsInMemory(gigabytes) / 1e5) * 1e5);

    private static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
