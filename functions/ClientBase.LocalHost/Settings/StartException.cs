namespace ClientBase.LocalHost.Settings;

/// <summary>The host cannot start or go on; the message tells the developer what to do about it.</summary>
internal sealed class StartException(string message, Exception? cause = null) : Exception(message, cause);
