namespace ClientBase.Domain.Identity;

/// <summary>What kind of identifier a key is, strongest first.</summary>
public enum IdentityKind
{
    /// <summary>A customer id of one shop, <c>{shop}:{id}</c>. Two different ids of one shop are always two people.</summary>
    ShopCustomer = 0,

    /// <summary>An e-mail address.</summary>
    Email = 1,

    /// <summary>A telephone number, which a family may share.</summary>
    Phone = 2,

    /// <summary>A telephone number and the name that came with it: distinguishes people who share a telephone.</summary>
    NamedPhone = 3,

    /// <summary>An order, <c>{shop}:{order id}</c>: the only identifier a refund or a deletion has.</summary>
    Order = 4,

    /// <summary>
    /// A cart, <c>{shop}:{token}</c>: finds the person of an event that names nobody. It makes nobody, and it joins no two people: who
    /// corrects a mistyped address in a checkout is not the stranger who has it.
    /// </summary>
    Cart = 5,
}

/// <summary>An identifier by which events are known to be one person's.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its normal form.</param>
/// <param name="Name">The folded name that goes with a <see cref="IdentityKind.NamedPhone"/>; empty for other kinds.</param>
public sealed record IdentityKey(IdentityKind Kind, string Value, string Name = "")
{
    /// <summary>The key without the name: the number that people who share a telephone have in common.</summary>
    public IdentityKey Shared => Kind == IdentityKind.NamedPhone ? new IdentityKey(IdentityKind.Phone, Value) : this;

    /// <summary>The key in one string.</summary>
    public override string ToString() => Name.Length == 0 ? $"{Kind}|{Value}" : $"{Kind}|{Value}|{Name}";
}
