using System.Globalization;
using System.Text;

namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>Splits a rule's text into words, texts, numbers, dates and symbols.</summary>
internal sealed class Lexer(string source)
{
    private const int MaxTextLength = 200;
    private static readonly string[] Symbols = ["<=", ">=", "!=", "<>", "==", "..", "=", "<", ">", "(", ")", ",", "%"];

    private int _at;

    /// <summary>All tokens, the last of kind <see cref="TokenKind.End"/>.</summary>
    public List<Token> Read()
    {
        var tokens = new List<Token>();
        while (true)
        {
            while (_at < source.Length && char.IsWhiteSpace(source[_at]))
            {
                _at++;
            }

            if (_at == source.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", _at, 0));
                return tokens;
            }

            tokens.Add(Next());
        }
    }

    private Token Next()
    {
        var first = source[_at];
        return first switch
        {
            '"' => Quoted('"'),
            '«' => Quoted('»'),
            '“' => Quoted('”'),
            '_' => Word(),
            '-' when _at + 1 < source.Length && char.IsAsciiDigit(source[_at + 1]) => NumberOrDate(),
            _ when char.IsAsciiDigit(first) => NumberOrDate(),
            _ when char.IsLetter(first) => Word(),
            _ => Symbol(),
        };
    }

    private Token Word()
    {
        var start = _at;
        while (_at < source.Length && IsInWord(source[_at]) && !IsPointOutsideWord())
        {
            _at++;
        }

        return new Token(TokenKind.Word, TextValue.Fold(source[start.._at]), start, _at - start);
    }

    // A point belongs to a word only inside it, not at its end and not as part of "..".
    private bool IsPointOutsideWord() => source[_at] == '.'
        && (_at + 1 == source.Length || !IsInWord(source[_at + 1]) || source[_at + 1] == '.');

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';

    private Token Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, _at, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, _at - symbol.Length, symbol.Length);
            }
        }

        var length = char.IsSurrogatePair(source, _at) ? 2 : 1;
        var shown = char.IsControl(source[_at]) || char.IsSurrogate(source[_at]) ? $"U+{(int)source[_at]:X4}" : source[_at].ToString();
        throw RuleErrors.At(_at, length, $"'{shown}' means nothing here", $"«{shown}» здесь ничего не значит");
    }

    private Token Quoted(char closing)
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < source.Length && source[_at] != closing)
        {
            text.Append(source[_at] == '\\' ? Escaped() : source[_at]);
            _at++;
        }

        if (_at == source.Length)
        {
            throw RuleErrors.At(start, 1, "this text is not closed by a quote", "этот текст не закрыт кавычкой");
        }

        _at++;
        return text.Length <= MaxTextLength
            ? new Token(TokenKind.Text, text.ToString(), start, _at - start)
            : throw RuleErrors.At(
                start,
                _at - start,
                $"a text has at most {MaxTextLength} characters",
                $"в тексте может быть не больше {MaxTextLength} знаков");
    }

    private char Escaped()
    {
        var start = _at++;
        return (_at < source.Length ? source[_at] : '\0') switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' => '"',
            '»' => '»',
            '”' => '”',
            '\\' => '\\',
            _ => throw RuleErrors.At(start, 1, "after \\ comes a quote, \\, n, r or t", "после \\ идёт кавычка, \\, n, r или t"),
        };
    }

    private Token NumberOrDate()
    {
        var start = _at;
        if (TryDate("yyyy-MM-dd") is { } iso)
        {
            return iso;
        }

        if (TryDate("d.M.yyyy") is { } local)
        {
            return local;
        }

        _at += source[_at] == '-' ? 1 : 0;
        var digits = new StringBuilder(source[start] == '-' ? "-" : "").Append(Digits());
        while (digits.Length <= 20 && IsGroup(_at))
        {
            digits.Append(source, _at + 1, 3);
            _at += 4;
        }

        if (_at + 1 < source.Length && source[_at] == '.' && char.IsAsciiDigit(source[_at + 1]))
        {
            _at++;
            digits.Append('.').Append(Digits());
        }

        var parts = digits.ToString().TrimStart('-').Split('.');
        var isShort = parts[0].Length <= 15 && (parts.Length == 1 || parts[1].Length <= 6);
        if (!isShort || (_at < source.Length && char.IsLetter(source[_at])))
        {
            throw RuleErrors.At(
                start,
                Math.Max(1, _at - start),
                "a number has at most 15 digits and 6 after the point",
                "в числе не больше 15 цифр и 6 после точки");
        }

        return new Token(TokenKind.Number, "", start, _at - start)
        {
            Number = decimal.Parse(digits.ToString(), CultureInfo.InvariantCulture),
        };
    }

    private string Digits()
    {
        var start = _at;
        while (_at < source.Length && char.IsAsciiDigit(source[_at]))
        {
            _at++;
        }

        return source[start.._at];
    }

    // A space and exactly three digits. That is safe: nothing else in the language has two numbers side by side.
    private bool IsGroup(int at) =>
        at + 3 < source.Length && source[at] is ' ' or '\u00A0' or '\u2009' or '\u202F'
        && char.IsAsciiDigit(source[at + 1]) && char.IsAsciiDigit(source[at + 2]) && char.IsAsciiDigit(source[at + 3])
        && (at + 4 == source.Length || !char.IsAsciiDigit(source[at + 4]));

    private Token? TryDate(string format)
    {
        var end = _at;
        while (end < source.Length && end - _at < "2026-01-31..".Length && (char.IsAsciiDigit(source[end]) || source[end] is '-' or '.'))
        {
            end++;
        }

        // In "2026-01-01..2026-01-31" the two points mark a range.
        var range = source.IndexOf("..", _at, end - _at, StringComparison.Ordinal);
        end = range < 0 ? end : range;
        var text = source[_at..end];
        if (text.Count(c => c == (format[0] == 'y' ? '-' : '.')) != 2 || text[0] == '-')
        {
            return null;
        }

        var start = _at;
        _at = end;
        return DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new Token(TokenKind.Date, "", start, end - start) { Day = day }
            : throw RuleErrors.At(
                start,
                end - start,
                "there is no such day; write 2026-01-31 or 31.01.2026",
                "такого дня нет; пишите 2026-01-31 или 31.01.2026");
    }
}
