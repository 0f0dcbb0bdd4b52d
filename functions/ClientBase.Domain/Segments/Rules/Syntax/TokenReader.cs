using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>Walks over the tokens of a rule.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int _at;

    public Token Current => tokens[_at];

    public Token Take() => tokens[Current.Kind == TokenKind.End ? _at : _at++];

    /// <summary>
    /// Consumes a keyword in any of its spellings, unless the words here begin a longer phrase ("in the last" is not "in").
    /// </summary>
    public bool Accept(Keyword keyword)
    {
        var longest = Vocabulary.StartingWith(Current.Text).FirstOrDefault(StandsHere)?.Length;
        foreach (var phrase in Vocabulary.Phrases(keyword))
        {
            if (phrase.Length == longest && StandsHere(phrase))
            {
                _at += phrase.Length;
                return true;
            }
        }

        return false;
    }

    /// <summary>Consumes two keywords, or none.</summary>
    public bool Accept(Keyword first, Keyword second)
    {
        var start = _at;
        if (Accept(first) && Accept(second))
        {
            return true;
        }

        _at = start;
        return false;
    }

    public bool Accept(string symbol)
    {
        var here = Current.Kind == TokenKind.Symbol && Current.Text == symbol;
        _at += here ? 1 : 0;
        return here;
    }

    public void Expect(string symbol)
    {
        if (!Accept(symbol))
        {
            throw RuleErrors.Expected(Current, symbol, symbol);
        }
    }

    /// <summary>Consumes the longest run of words that is a name, at most three.</summary>
    public T? AcceptName<T>(Func<string, T?> find)
        where T : class
    {
        for (var count = Math.Min(3, tokens.Skip(_at).TakeWhile(token => token.Kind == TokenKind.Word).Take(3).Count()); count > 0; count--)
        {
            if (find(string.Join(' ', tokens.Skip(_at).Take(count).Select(token => token.Text))) is { } found)
            {
                _at += count;
                return found;
            }
        }

        return null;
    }

    private bool StandsHere(string[] phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            // The end token has no words, so this stops before the list ends.
            if (tokens[_at + i].Kind != TokenKind.Word || tokens[_at + i].Text != phrase[i])
            {
                return false;
            }
        }

        return true;
    }
}
