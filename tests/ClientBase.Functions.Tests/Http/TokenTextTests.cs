using ClientBase.Functions.Http;

namespace ClientBase.Functions.Tests.Http;

public sealed class TokenTextTests
{
    private static readonly byte[] Bytes = [1, 2, 3, 250, 251, 252, 253]; // A last letter of four bits, two of which are left over.

    [Fact]
    public void A_token_is_read_back()
    {
        Assert.True(TokenText.TryDecode(TokenText.Of(Bytes), 100, out var read));
        Assert.Equal(Bytes, read);
    }

    [Theory]
    [InlineData(" {0}")]
    [InlineData("{0}\n")]
    [InlineData("{0}==")]
    public void Other_spellings_of_it_are_no_tokens(string spelling) =>
        Assert.False(TokenText.TryDecode(spelling.Replace("{0}", TokenText.Of(Bytes), StringComparison.Ordinal), 100, out _));

    [Fact]
    public void Another_letter_at_any_place_is_another_token_or_none()
    {
        var token = TokenText.Of(Bytes);
        foreach (var place in Enumerable.Range(0, token.Length))
        {
            foreach (var letter in "ABCDabcd0123-_ =%".Where(letter => letter != token[place]))
            {
                var other = $"{token[..place]}{letter}{token[(place + 1)..]}";
                Assert.False(TokenText.TryDecode(other, 100, out var read) && read.SequenceEqual(Bytes), other);
            }
        }
    }

    [Fact]
    public void One_that_is_too_long_is_not_read() => Assert.False(TokenText.TryDecode(TokenText.Of(Bytes), 5, out _));
}
