using ClientBase.Benchmarks;

if (args is not ["leads"])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/ClientBase.Benchmarks -- leads");
    return 2;
}

await LeadTransactions.RunAsync();
return 0;
