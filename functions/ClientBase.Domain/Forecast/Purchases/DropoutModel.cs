namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>When a customer may stop buying for good.</summary>
public enum DropoutModel
{
    /// <summary>BG/NBD (Fader, Hardie, Lee 2005): after each repeat purchase. So customers who bought once all count as alive.</summary>
    BgNbd,

    /// <summary>MBG/NBD (Batislam, Denizel, Filiztekin 2007): after each purchase, including the first.</summary>
    MbgNbd,
}
