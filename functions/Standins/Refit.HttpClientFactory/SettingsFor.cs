namespace Refit;

public interface ISettingsFor
{
    RefitSettings? Settings { get; }
}

public class SettingsFor<T>(RefitSettings? settings) : ISettingsFor
{
    public RefitSettings? Settings { get; } = settings;
}
