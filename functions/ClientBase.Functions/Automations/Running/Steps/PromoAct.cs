using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Loyalty.Promo;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Makes somebody a promo code of their own.</summary>
/// <remarks>The code follows from the step by the app's secret: a repeat comes to the same one, and nobody can guess it.</remarks>
public sealed class PromoAct(PromoStore promos, SigningKey key) : IStepAct
{
    /// <inheritdoc/>
    public async Task<StepDone?> DoAsync(StepWork work, CancellationToken cancellationToken)
    {
        var step = (PromoStep)work.Step;
        var secret = await key.ForAsync("automation", cancellationToken);
        var code = PromoText.Of("", HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(work.Name)));
        var promo = new RunPromo(code, step.Percent, work.Now + step.ValidFor);
        await promos.AddAsync(
            new PromoCode(code, step.Percent, null, null, work.Now, work.Automation.Source)
            {
                ExpiresAt = promo.ExpiresAt,
                Limit = 1,
                Contact = work.Contact.Id,
                IsPersonal = true,
            },
            cancellationToken);
        var done = work.Done();
        return done with { Run = done.Run with { Promo = promo } };
    }
}
