using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Sending.Links;

/// <summary>What signs links with the app's secret.</summary>
public sealed class TokenKey(SigningKey key)
{
    private TokenSigner? _signer;

    /// <summary>The signer.</summary>
    public async ValueTask<TokenSigner> GetSignerAsync(CancellationToken cancellationToken) =>
        _signer ??= new TokenSigner(await key.GetAsync(cancellationToken));
}
