using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Domain.Campaigns.Experiments;

/// <summary>Draws lots by hash: the same person draws the same lot for the same thing, whoever asks and whenever.</summary>
public static class Lot
{
    /// <summary>A number from 0 up to but not including 1.</summary>
    /// <param name="contactId">Who draws.</param>
    /// <param name="what">For what, such as <c>holdout:spring</c>: lots for different things have nothing to do with each other.</param>
    public static double Of(string contactId, string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{what}\n{contactId}"));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
