namespace Azure.Data.Tables.Sas;

#pragma warning disable CA2217 // The official values.
[Flags]
public enum TableSasPermissions
{
    Read = 1,
    Add = 2,
    Update = 4,
    Delete = 8,
    All = ~0,
}
