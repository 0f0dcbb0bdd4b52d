using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Addresses;

/// <summary>Patterns of the words and signs that mark the parts of an address.</summary>
internal static partial class AddressMarks
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string Postal =
        "(?<value>[0-9]{6}|[0-9]{5}(-[0-9]{4})?"
        + "|[a-z]{1,2}[0-9][a-z0-9]? [0-9][a-z]{2}|[a-z][0-9][a-z] ?[0-9][a-z][0-9])";

    private const string PostalAnywhere =
        "(?<value>[0-9]{6}|[a-z]{1,2}[0-9][a-z0-9]? [0-9][a-z]{2}|[a-z][0-9][a-z] ?[0-9][a-z][0-9])";

    // The «а» of «12а». The «к» and «с» of «5к2с1» mark buildings and are no letters of the house.
    private const string HouseLetter = @"(?![кс]\.? ?[0-9])\p{L}(?=$|[^\p{L}0-9]|[кс][0-9])";

    // 5, 12а, «12 А», 7/10.
    private const string Number =
        "(?<number>[0-9]{1,5}(" + HouseLetter + @"| \p{L}(?= ?(,|$)))?"
        + "(-[0-9]{1,5}(?=[кс][0-9]))?"
        + "( ?/ ?[0-9]{1,4}(" + HouseLetter + ")?)?)";

    private const string BuildingMark = "(?<mark>корпус|корп|кор|к|строение|стр|с|building|bldg)";
    private const string BuildingNumber = @"(?<value>[0-9]{1,4}((?![кс]\.? ?[0-9])\p{L}(?!\p{L}))?)";
    private const string Buildings = $@"(?<buildings>([ ,]*{BuildingMark}\.? ?{BuildingNumber})*)";
    private const string WholeHouse = $@"{Number}{Buildings}( ?- ?(?<flat>[0-9]{{1,5}}))?";

    [GeneratedRegex($@"^{Postal}(?= ?(,|$))", Options)]
    public static partial Regex PostcodeAtHead();

    [GeneratedRegex($@"(?<![\w/-]){PostalAnywhere}(?![\w/-])", Options)]
    public static partial Regex Postcode();

    // Of several the last one: "12345 Main St, Springfield, IL 62704".
    [GeneratedRegex(
        @"(?<=.[ ,])(?<![\w/-])(?<!(?<!\w)(дом|д|house|кв|№|#)\.? ?)"
        + @"(?<value>[0-9]{5}(-[0-9]{4})?)(?![\w/-])(?!.*[ ,][0-9]{5})",
        Options)]
    public static partial Regex PostcodeOfFive();

    [GeneratedRegex(@"^(?<value>[0-9]{5})(?= \p{L}[^,0-9]*,[^,]*[0-9])", Options)]
    public static partial Regex PostcodeBeforeCity();

    [GeneratedRegex(
        @"((?<!\w)(квартира|кв|офис|оф|комната|ком|помещение|пом|apartment|apt|unit|suite|ste|flat|room)(?!\p{L})\.? ?(№|#|no\.)? ?|[#№] ?)"
        + @"(?<value>[0-9]{1,5}\p{L}?|\p{L}[0-9]{0,4})(?!\w)",
        Options)]
    public static partial Regex Flat();

    [GeneratedRegex($@"(?<!\w)(дом|д|владение|влд|вл|здание|зд|house)(?!\p{{L}})\.? ?№? ?{WholeHouse}(?![\w-])", Options)]
    public static partial Regex House();

    [GeneratedRegex($"^{WholeHouse}$", Options)]
    public static partial Regex HouseAlone();

    [GeneratedRegex(
        @"(?<=[\p{L}.)»""] )"
        + @"(?<!(?<!\w)(мкр|мкрн|микрорайон|квартал|кв-л|этаж|подъезд|км|корпус|корп|к|строение|стр|дом|д|а/я|floor|box|№)\.? )"
        + $"{WholeHouse}$",
        Options)]
    public static partial Regex HouseLast();

    // Only English addresses begin with the house: «9 Мая улица» has none.
    [GeneratedRegex(
        @"^(?<number>[0-9]{1,5}[a-z]?(/[0-9]{1,4})?)(?<buildings>)(?<flat>(?!))? "
        + @"(?=\p{L}|[0-9]+(st|nd|rd|th)\b)(?!.*\p{IsCyrillic})",
        Options)]
    public static partial Regex HouseFirst();

    [GeneratedRegex($@"{BuildingMark}\.? ?{BuildingNumber}", Options)]
    public static partial Regex Building();

    [GeneratedRegex($@"(?<!\w)(?<mark>корпус|корп|строение|стр|building|bldg)(?!\p{{L}})\.? ?{BuildingNumber}(?!\w)", Options)]
    public static partial Regex MarkedBuilding();

    [GeneratedRegex(@"(?<![\w-])(обл|область|край|респ|республика|р-н|район|ао|автономный округ)(?![\w-])", Options)]
    public static partial Regex Region();

    // A mark before the name or, as in official registers, after it: «г Химки», «Химки г».
    [GeneratedRegex(@"^((г|гор|город)(\. ?| )(?<name>\p{L}.*)|(?<name>\p{L}.*) (г|город)\.?)$", Options)]
    public static partial Regex City();

    [GeneratedRegex(
        @"^(?<kind>село|с|деревня|дер|д|посёлок|поселок|пос|п|пгт|рп|станица|ст-ца|хутор|х|аул)(\. ?| )(?<name>\p{L}{2}.*)$",
        Options)]
    public static partial Regex Village();

    // Where a comma is missing: «Московская обл г Химки ул Ленина».
    [GeneratedRegex(@"(?<=[^,] )(?=(г|гор|город)(\. ?| )\p{L}{2})|(?<=\p{L} (обл|область|край|р-н|район|ао)\.? )(?=[^ ,])", Options)]
    public static partial Regex MissingComma();

    // «ул.Ленина», «г.Москва».
    [GeneratedRegex(
        @"(?<=(?<![\w-])(ул|пр|просп|пр-т|пр-кт|пр-д|пер|наб|ш|б-р|бул|пл|туп|г|гор|обл|респ|р-н|пос|дер)\.)(?=[\p{L}0-9])",
        Options)]
    public static partial Regex MissingSpace();
}
