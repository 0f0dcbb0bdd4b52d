namespace ClientBase.Functions.Exports;

/// <summary>A file to be made: of a segment, or of a report.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Report">The report.</param>
/// <param name="Format"><c>csv</c>, also where left out, or <c>xlsx</c>; of a segment also <c>google meta vk yandex</c>.</param>
/// <param name="Schedule">When it is made anew: cron in UTC.</param>
/// <param name="DeliverTo">The e-mail address its link goes to.</param>
public sealed record ExportBody(
    string? Segment = null, string? Report = null, string? Format = null, string? Schedule = null, string? DeliverTo = null);
