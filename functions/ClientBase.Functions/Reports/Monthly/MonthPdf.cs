using PdfSharp.Pdf;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>The state of the base on two pages.</summary>
internal sealed class MonthPdf(MonthFigures figures, MonthWords words, string? shop)
{
    private const double Left = PdfSheet.Margin;
    private const int RowsOfTables = 5;

    /// <summary>The file.</summary>
    public static byte[] Of(MonthFigures figures, string language, string? shop)
    {
        var pdf = new MonthPdf(figures, new MonthWords(language), shop);
        using var document = new PdfDocument();
        document.Info.Title = $"{pdf.Title()} · {pdf.Words.Month(figures.Month)}";
        document.Info.Author = shop ?? "ClientBase";
        document.Language = language == "ru" ? "ru-RU" : "en-US";
        using (var first = new PdfSheet(document))
        {
            pdf.First(first);
        }

        using (var second = new PdfSheet(document))
        {
            pdf.Second(second);
        }

        using var bytes = new MemoryStream();
        document.Save(bytes, false);
        return bytes.ToArray();
    }

    private MonthWords Words => words;

    private string Title() => words.Of("State of the customer base", "Состояние клиентской базы");

    private string Money(decimal? sum) => words.Money(sum, figures.Currency);

    private void First(PdfSheet sheet)
    {
        sheet.Box(0, 0, PdfSheet.Width, 92, PdfSheet.Accent);
        sheet.Text(shop ?? "ClientBase", Left, 34, 10, color: PdfSheet.Light);
        sheet.Text(Title(), Left, 60, 22, isBold: true, color: PdfSharp.Drawing.XColors.White);
        sheet.Text(words.Month(figures.Month), PdfSheet.Width - Left, 60, 16, color: PdfSharp.Drawing.XColors.White, align: 1);
        Tiles(sheet, 108);
        var (sales, growth) = (figures.Sales, figures.Base);
        Heading(sheet, 268, words.Of("Sales of twelve months", "Продажи за двенадцать месяцев"));
        PdfCharts.Columns(
            sheet, (Left, 282, PdfSheet.Inner, 200), Months(sales),
            [new Bars(words.Of("Revenue", "Выручка"), sales.Column("revenue"), PdfSheet.Accent)],
            new Bars(words.Of("Orders", "Заказы"), sales.Column("orders"), PdfSheet.Warm), value => words.Money(value, null),
            value => words.Number(value));
        Heading(sheet, 512, words.Of("Who came and who fell silent", "Кто пришёл и кто замолчал"));
        PdfCharts.Columns(
            sheet, (Left, 526, PdfSheet.Inner, 190), Months(growth),
            [
                new Bars(words.Of("First orders", "Первые заказы"), growth.Column("newCustomers"), PdfSheet.Light),
                new Bars(words.Of("Fell silent", "Замолчали"), [.. growth.Column("lost").Select(lost => -lost)], PdfSheet.Bad),
            ],
            new Bars(words.Of("Living customers", "Живые покупатели"), growth.Column("living"), PdfSheet.Accent),
            value => words.Number(Math.Abs(value)), value => words.Number(value));
        Summary(sheet, 738);
        Footer(sheet, 1);
    }

    private void Tiles(PdfSheet sheet, double top)
    {
        var (sales, growth) = (figures.Sales, figures.Base);
        (string Title, string Value, string Change, bool IsGood)[] tiles =
        [
            Tile(words.Of("Revenue", "Выручка"), Money, sales, "revenue"),
            Tile(words.Of("Orders", "Заказы"), words.Number, sales, "orders"),
            Tile(words.Of("Average check", "Средний чек"), Money, sales, "averageCheck"),
            Tile(words.Of("New contacts", "Новые контакты"), words.Number, growth, "contactsAdded"),
            Tile(words.Of("First orders", "Первые заказы"), words.Number, growth, "newCustomers"),
            Tile(words.Of("Living customers", "Живые покупатели"), words.Number, growth, "living"),
        ];
        const double Gap = 10;
        var width = (PdfSheet.Inner - (2 * Gap)) / 3;
        foreach (var (tile, i) in tiles.Select((tile, i) => (tile, i)))
        {
            var (x, y) = (Left + ((width + Gap) * (i % 3)), top + (72 * (i / 3)));
            sheet.Box(x, y, width, 62, PdfSheet.Paper, 6);
            sheet.Text(tile.Title, x + 10, y + 16, 8.5, color: PdfSheet.Muted);
            sheet.Text(tile.Value, x + 10, y + 42, 20, isBold: true, within: width - 20);
            sheet.Text(tile.Change, x + 10, y + 55, 7.5, color: tile.IsGood ? PdfSheet.Accent : PdfSheet.Bad);
        }
    }

    private (string, string, string, bool) Tile(string title, Func<decimal?, string> write, NamedTable table, string column)
    {
        var (now, before) = (MonthFigures.Now(table, column), MonthFigures.Before(table, column));
        var change = words.Change(now, before);
        if (now == before && now is not null)
        {
            return (title, write(now), words.Of("as in the month before", "как в прошлом месяце"), true);
        }

        var than = words.Of("to the month before", "к прошлому месяцу");
        return (title, write(now), change.Length == 0 ? "" : $"{change} {than}", now >= before);
    }

    // What the figures mean, in one sentence each.
    private void Summary(PdfSheet sheet, double y)
    {
        var (contacts, customers) = (figures.Base.Total("contacts"), figures.Base.Total("customers"));
        var (top, lost, stake) = (figures.Pareto.Total("topFifthShare"), figures.Base.Total("lostPerYear"), figures.Churn.Total("atStake"));
        List<string> lines =
        [
            words.Of(
                $"The base holds {words.Number(contacts)} contacts, {words.Number(customers)} of them have ordered.",
                $"В базе {words.Number(contacts)} контактов, из них заказывали {words.Number(customers)}."),
        ];
        if (top is not null)
        {
            lines.Add(words.Of(
                $"The best fifth of customers bring {words.Percent(top)} of the revenue.",
                $"Лучшая пятая часть покупателей приносит {words.Percent(top)} выручки."));
        }

        lines.Add(lost is null
            ? words.Of("The loss of a year is not known yet: there were no customers a year ago.",
                "Потери за год ещё неизвестны: год назад покупателей не было.")
            : words.Of($"In a year {words.Percent(lost, 1)} of the customers were lost; shops lose up to 20%.",
                $"За год потеряно {words.Percent(lost, 1)} покупателей; магазины теряют до 20 %."));
        if (stake is > 0)
        {
            lines.Add(words.Of(
                $"{Money(stake)} of next year's revenue is at stake with customers who may have left: report churn names them.",
                $"Под угрозой {Money(stake)} выручки следующего года от покупателей, которые могли уйти: их называет отчёт churn."));
        }

        sheet.Box(Left, y - 12, PdfSheet.Inner, 58, PdfSheet.Paper, 6);
        var (text, column) = (y + 3, 0);
        foreach (var line in lines.Take(4))
        {
            text = sheet.Paragraph(line, Left + 10 + (column * (PdfSheet.Inner / 2)), text, (PdfSheet.Inner / 2) - 20, 8.5) + 2;
            if (text > y + 26 && column == 0)
            {
                (text, column) = (y + 3, 1);
            }
        }
    }

    private void Second(PdfSheet sheet)
    {
        const double Half = (PdfSheet.Width - (2 * PdfSheet.Margin) - 24) / 2;
        const double Right = PdfSheet.Margin + Half + 24;
        sheet.Text(Title(), Left, 40, 10, color: PdfSheet.Muted);
        sheet.Text(words.Month(figures.Month), PdfSheet.Width - Left, 40, 10, color: PdfSheet.Muted, align: 1);
        sheet.Rule(Left, 48, PdfSheet.Inner);
        Heading(sheet, 74, words.Of("Customers by recency and frequency", "Покупатели по давности и частоте"), Half);
        var rfm = figures.Rfm;
        PdfCharts.Rows(
            sheet, Left, 90, Half,
            [
                .. Enumerable.Range(0, rfm.Count).Select(row => (
                    rfm.Text(row, words.Of("title", "titleRu")), rfm.Number(row, "customers") ?? 0m,
                    words.Number(rfm.Number(row, "customers")))),
            ],
            PdfSheet.Accent);
        Heading(sheet, 74, words.Of("Value and evenness (ABC-XYZ)", "Ценность и ровность (ABC-XYZ)"), Half, Right);
        Cells(sheet, Right, 90, Half);
        TablesOfMonth(sheet);
        Footer(sheet, 2);
    }

    // Nine cells, the darker the more revenue.
    private void Cells(PdfSheet sheet, double x, double y, double width)
    {
        var cells = figures.AbcXyz;
        var most = Math.Max(1m, cells.Column("revenue").DefaultIfEmpty(0m).Max());
        var (cell, height) = ((width - 8) / 3, 50.0);
        for (var i = 0; i < Math.Min(9, cells.Count); i++)
        {
            var (left, top) = (x + ((cell + 4) * (i % 3)), y + ((height + 4) * (i / 3)));
            var (revenue, customers) = (cells.Number(i, "revenue") ?? 0m, cells.Number(i, "customers") ?? 0m);
            var share = (double)(revenue / most);
            sheet.Box(left, top, cell, height, Blend(share), 4);
            var ink = share > 0.5 ? PdfSharp.Drawing.XColors.White : PdfSheet.Ink;
            sheet.Text(cells.Text(i, "cell"), left + 7, top + 15, 10, isBold: true, color: ink);
            sheet.Text(words.Number(customers), left + cell - 7, top + 15, 9, color: ink, align: 1);
            sheet.Text(Money(revenue), left + 7, top + height - 9, 8.5, color: ink, within: cell - 12);
        }

        sheet.Paragraph(
            words.Of(
                "Customers in the corner, revenue of a year below. A brings the first 80% of it; X orders evenly, Z now and then.",
                "В углу покупатели, внизу выручка за год. A приносит первые 80 % её; X заказывает ровно, Z от случая к случаю."),
            x, y + (3 * (height + 4)) + 10, width, 7.5, PdfSheet.Muted);
    }

    private static PdfSharp.Drawing.XColor Blend(double share)
    {
        var (from, to) = (PdfSheet.Paper, PdfSheet.Accent);
        byte Mix(byte a, byte b) => (byte)(a + ((b - a) * Math.Sqrt(share)));
        return PdfSharp.Drawing.XColor.FromArgb(Mix(from.R, to.R), Mix(from.G, to.G), Mix(from.B, to.B));
    }

    private void TablesOfMonth(PdfSheet sheet)
    {
        var (campaigns, products) = (figures.Campaigns, figures.Products);
        var channels = figures.Channels.WithAny("contacts", "orders", "cost"); // Not those that brought people only earlier.
        Heading(sheet, 310, words.Of("Where people came from", "Откуда пришли"));
        var y = OrNone(sheet, 328, channels.Count, () => PdfCharts.Table(
            sheet, Left, 328, PdfSheet.Inner,
            [
                words.Of("Channel", "Канал"), words.Of("People", "Контакты"), words.Of("Customers", "Покупатели"),
                words.Of("Orders", "Заказы"), words.Of("Revenue", "Выручка"), words.Of("Cost", "Затраты"),
            ],
            Rows(channels, row =>
            [
                Named(channels.Text(row, "channel")), words.Number(channels.Number(row, "contacts")),
                words.Number(channels.Number(row, "customers")), words.Number(channels.Number(row, "orders")),
                Money(channels.Number(row, "revenue")), Money(channels.Number(row, "cost")),
            ])));
        Heading(sheet, y + 22, words.Of("Campaigns of the month", "Кампании месяца"));
        y = OrNone(sheet, y + 40, campaigns.Count, () => PdfCharts.Table(
            sheet, Left, y + 40, PdfSheet.Inner,
            [
                words.Of("Campaign", "Кампания"), words.Of("Sent", "Отправлено"), words.Of("Opened", "Открыто"),
                words.Of("Clicked", "Переходы"), words.Of("Orders", "Заказы"), words.Of("Revenue", "Выручка"),
            ],
            Rows(campaigns, row =>
            [
                campaigns.Text(row, "campaign"), words.Number(campaigns.Number(row, "sent")), words.Number(campaigns.Number(row, "opened")),
                words.Number(campaigns.Number(row, "clicked")), words.Number(campaigns.Number(row, "orders")),
                Money(campaigns.Number(row, "revenue")),
            ])));
        Heading(sheet, y + 22, words.Of("What sold best", "Что продавалось лучше всего"));
        y = OrNone(sheet, y + 40, products.Count, () => PdfCharts.Table(
            sheet, Left, y + 40, PdfSheet.Inner,
            [
                words.Of("Product", "Товар"), words.Of("Quantity", "Количество"), words.Of("Net of returns", "За вычетом возвратов"),
                words.Of("Share", "Доля"),
            ],
            Rows(products, row =>
            [
                products.Text(row, "title") is { Length: > 0 } title ? title : products.Text(row, "productId"),
                words.Number(products.Number(row, "quantity")), Money(products.Number(row, "net")),
                words.Percent(products.Number(row, "share"), 1),
            ])));
        Advice(sheet, y + 22);
    }

    // For the cells that bring most, what to do with their customers.
    private void Advice(PdfSheet sheet, double y)
    {
        const int Cells = 4;
        var cells = figures.AbcXyz;
        var column = words.Of("advice", "adviceRu");
        var best = Enumerable.Range(0, cells.Count)
            .Where(row => cells.Number(row, "revenue") > 0 && cells.Text(row, column).Length > 0)
            .OrderByDescending(row => cells.Number(row, "revenue")).Take(Cells).ToList();
        if (best.Count == 0)
        {
            return;
        }

        Heading(sheet, y, words.Of("What to do with those who bring most", "Что делать с теми, кто приносит больше всего"));
        y += 22;
        foreach (var row in best)
        {
            sheet.Box(Left, y - 10, 26, 14, PdfSheet.Light, 4);
            sheet.Text(cells.Text(row, "cell"), Left + 13, y, 8.5, isBold: true, color: PdfSheet.Accent, align: 0.5);
            y = sheet.Paragraph(cells.Text(row, column), Left + 36, y, PdfSheet.Inner - 36) + 8;
        }
    }

    private string Named(string channel) => channel == "unknown" ? words.Of("unknown", "неизвестно") : channel;

    private static List<IReadOnlyList<string>> Rows(NamedTable table, Func<int, IReadOnlyList<string>> row) =>
        [.. Enumerable.Range(0, Math.Min(RowsOfTables, table.Count)).Select(row)];

    private double OrNone(PdfSheet sheet, double y, int count, Func<double> draw)
    {
        if (count > 0)
        {
            return draw();
        }

        sheet.Text(words.Of("None this month.", "В этом месяце нет."), Left, y, 9, color: PdfSheet.Muted);
        return y + 15;
    }

    private IReadOnlyList<string> Months(NamedTable table) =>
        [.. Enumerable.Range(0, table.Count).Select(row => words.ShortMonth(table.Text(row, "period")))];

    private static void Heading(PdfSheet sheet, double y, string text, double width = 0, double x = Left) =>
        sheet.Text(text, x, y, 12, isBold: true, within: width > 0 ? width : PdfSheet.Inner);

    private void Footer(PdfSheet sheet, int page)
    {
        sheet.Text(
            words.Of("Figures as of ", "Данные на ") + words.Day(figures.AsOf), Left, PdfSheet.Height - 24, 7.5, color: PdfSheet.Muted);
        sheet.Text($"{page} / 2", PdfSheet.Width - Left, PdfSheet.Height - 24, 7.5, color: PdfSheet.Muted, align: 1);
    }
}
