using ClientBase.Domain;
using ClientBase.Domain.Analytics.Breakdowns;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>Who would recommend the shop, and how many stars were given, part by part of a period.</summary>
public sealed class NpsTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("period", "Period", "Период"),
        ReportColumn.Number("answers", "Answers", "Ответы"),
        ReportColumn.Number("promoters", "Promoters", "Сторонники"),
        ReportColumn.Number("passives", "Passives", "Нейтральные"),
        ReportColumn.Number("detractors", "Detractors", "Критики"),
        ReportColumn.Number("nps", "NPS", "NPS"),
        ReportColumn.Number("npsLow", "NPS, at least", "NPS, не меньше"),
        ReportColumn.Number("npsHigh", "NPS, at most", "NPS, не больше"),
        ReportColumn.Number("ratings", "Ratings", "Оценки"),
        ReportColumn.Number("meanRating", "Mean rating", "Средняя оценка"),
        ReportColumn.Percent("positiveShare", "4 and 5 stars", "4 и 5 звёзд"),
    ];

    public string Name => "nps";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("NPS and ratings", "NPS и оценки");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var answers = (await source.PeopleAsync(cancellationToken)
                .SelectMany(one => (one.Events ?? []).Where(IsAnswer)).ToListAsync(cancellationToken))
            .Where(done => done.Score is not null || done.Rating is not null).ToList();
        var period = source.Within(answers.Count == 0 ? null : answers.Min(TimeOf));
        var parts = source.Calendar.Split(period);
        var whole = answers.Where(done => period.Has(TimeOf(done))).ToList();
        var rows = parts.Select(part => Row(part.Label, [.. whole.Where(done => TimeOf(done) >= part.From && TimeOf(done) < part.To)]));
        return new ReportTable(Columns, [.. rows])
        {
            Totals = Columns.Zip(Row("", whole)).Skip(1).ToDictionary(cell => cell.First.Id, cell => cell.Second),
        }.Noted(
            new(
                "NPS is 100 x (promoters - detractors) / answers; the true figure lies between the two ends 95 times of 100.",
                "NPS — 100 x (сторонники - критики) / ответы; истинное значение лежит между двумя границами в 95 случаях из 100."),
            Few.Of(whole.Count(done => done.Score is not null), "answers", "ответов"));
    }

    private static bool IsAnswer(KeptEvent done) => done.Score is not null || done.Rating is not null;

    private static DateTimeOffset TimeOf(KeptEvent done) => DateTimeOffset.FromUnixTimeMilliseconds(done.At);

    private static object?[] Row(string period, IReadOnlyList<KeptEvent> answers)
    {
        var nps = NpsReport.Of(answers.Select(done => done.Score).OfType<int>());
        var stars = RatingReport.Of(answers.Select(done => done.Rating).OfType<decimal>().Select(rating => (int)Math.Round(rating)));
        return
        [
            period, nps.Answers, nps.Promoters, nps.Passives, nps.Detractors, nps.Score, nps.Confidence?.Low, nps.Confidence?.High,
            stars.Answers, stars.Mean, stars.PositiveShare,
        ];
    }
}
