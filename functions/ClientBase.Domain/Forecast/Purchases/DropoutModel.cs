namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>When a customer may stop buying for good.</summary>
public enum DropoutModel
{
    /// <summary>BG/NBD (Fader, Hardie, Lee 2005): after each repeat purchase. Whoever bought once is taken for alive.</summary>
    BgNbd,

    /// <summary>MBG/NBD (Batislam, Denizel, Filiztekin 2007): after each purchase, the first too.</summary>
    MbgNbd,
}
