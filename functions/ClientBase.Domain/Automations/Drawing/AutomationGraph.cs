using ClientBase.Domain.Automations.Words;

namespace ClientBase.Domain.Automations.Drawing;

/// <summary>What a node of the drawing stands for.</summary>
public enum NodeKind
{
    /// <summary>Something that is done.</summary>
    Step = 0,

    /// <summary>Where people enter.</summary>
    Start = 1,

    /// <summary>A fork.</summary>
    Fork = 2,

    /// <summary>Where a way ends.</summary>
    End = 3,
}

/// <summary>A node of the drawing.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Label">What is written in it.</param>
/// <param name="Column">Its column, counted in halves of a column.</param>
/// <param name="Row">Its row, from 0.</param>
public sealed record GraphNode(NodeKind Kind, LocalText Label, int Column, int Row);

/// <summary>A line of the drawing.</summary>
/// <param name="From">Index of the node it comes from.</param>
/// <param name="To">Index of the node it leads to.</param>
/// <param name="Label">What is written on it, or null.</param>
/// <param name="Via">The column it goes down in, as in <see cref="GraphNode.Column"/>.</param>
public sealed record GraphEdge(int From, int To, LocalText? Label, int Via);

/// <summary>An automation as nodes on a grid and lines between them.</summary>
public sealed class AutomationGraph
{
    private static readonly LocalText Yes = new("yes", "да");
    private static readonly LocalText No = new("no", "нет");
    private static readonly LocalText Others = new("others", "остальные");

    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];

    private AutomationGraph()
    {
    }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>The lines.</summary>
    public IReadOnlyList<GraphEdge> Edges => _edges;

    /// <summary>How many halves of a column it is wide.</summary>
    public int Columns { get; private set; }

    /// <summary>The drawing of a definition.</summary>
    public static AutomationGraph Of(AutomationDefinition definition)
    {
        var graph = new AutomationGraph { Columns = WidthOf(definition.Steps) };
        var middle = graph.Columns / 2;
        var start = graph.Add(NodeKind.Start, Capital(TriggerWords.Of(definition.Trigger)), middle, 0);
        var (open, row) = graph.Draw(definition.Steps, [new Open(start, null, middle)], 0, graph.Columns, 1);
        if (open.Count > 0)
        {
            graph.Join(open, graph.Add(NodeKind.End, new LocalText("End", "Конец"), middle, row));
        }

        return graph;
    }

    // A line that has no end yet.
    private sealed record Open(int From, LocalText? Label, int Via);

    private (List<Open> Open, int Row) Draw(IReadOnlyList<AutomationStep> steps, List<Open> open, int left, int width, int row)
    {
        foreach (var step in steps)
        {
            var middle = left + (width / 2);
            var kind = step is ExitStep ? NodeKind.End : step is IfStep or SplitStep ? NodeKind.Fork : NodeKind.Step;
            var node = Add(kind, Capital(StepWords.Of(step)), middle, row++);
            Join(open, node);
            open = step switch
            {
                ExitStep => [],
                IfStep or SplitStep => DrawWays(step, node, left, width, ref row),
                _ => [new Open(node, null, middle)],
            };
        }

        return (open, row);
    }

    private List<Open> DrawWays(AutomationStep step, int fork, int left, int width, ref int row)
    {
        var ways = WaysOf(step);
        var (open, bottom) = (new List<Open>(), row);
        var at = left + ((width - ways.Sum(way => WidthOf(way.Steps))) / 2);
        foreach (var (label, steps) in ways)
        {
            var its = WidthOf(steps);
            var (ends, end) = Draw(steps, [new Open(fork, label, at + (its / 2))], at, its, row);
            open.AddRange(ends);
            bottom = Math.Max(bottom, end);
            at += its;
        }

        row = bottom;
        return open;
    }

    private static List<(LocalText Label, IReadOnlyList<AutomationStep> Steps)> WaysOf(AutomationStep step) => step switch
    {
        IfStep fork => [(Yes, fork.Then), (No, fork.Else)],
        SplitStep split => [
            .. split.Ways.Select(way => (StepWords.Share(way.Share), way.Steps)),
            .. split.IsWhole ? [] : new[] { (Others, (IReadOnlyList<AutomationStep>)[]) },
        ],
        _ => [],
    };

    private static int WidthOf(IReadOnlyList<AutomationStep> steps) =>
        steps.Select(step => WaysOf(step).Sum(way => WidthOf(way.Steps))).Append(2).Max();

    private int Add(NodeKind kind, LocalText label, int column, int row)
    {
        _nodes.Add(new GraphNode(kind, label, column, row));
        return _nodes.Count - 1;
    }

    private void Join(List<Open> open, int node) =>
        _edges.AddRange(open.Select(line => new GraphEdge(line.From, node, line.Label, line.Via)));

    private static LocalText Capital(LocalText text) => new(Capital(text.En), Capital(text.Ru));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
