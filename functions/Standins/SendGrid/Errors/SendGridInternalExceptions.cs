namespace SendGrid.Helpers.Errors.Model;

public class SendGridInternalException(string message) : Exception(message);

public class ServerUnavailableException(string message) : SendGridInternalException(message);

public class ServiceNotAvailableException(string message) : SendGridInternalException(message);
