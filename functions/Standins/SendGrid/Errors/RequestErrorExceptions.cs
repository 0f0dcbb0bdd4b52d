namespace SendGrid.Helpers.Errors.Model;

public class RequestErrorException(string message) : Exception(message);

public class BadRequestException(string message) : RequestErrorException(message);

public class UnauthorizedException(string message) : RequestErrorException(message);

public class ForbiddenException(string message) : RequestErrorException(message);

public class NotFoundException(string message) : RequestErrorException(message);

public class MethodNotAllowedException(string message) : RequestErrorException(message);

public class PayloadTooLargeException(string message) : RequestErrorException(message);

public class UnsupportedMediaTypeException(string message) : RequestErrorException(message);

public class TooManyRequestsException(string message) : RequestErrorException(message);
