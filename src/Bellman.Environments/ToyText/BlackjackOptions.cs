namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="Blackjack"/>; names are Gymnasium's, defaults those of Blackjack-v1.</summary>
public sealed record BlackjackOptions
{
    /// <summary>Whether a win with an ace and a ten as the first two cards is rewarded by 1.5; without effect where <see cref="Sab"/> is on. Default false.</summary>
    public bool Natural { get; init; }

    /// <summary>
    /// Whether the rules are exactly those of Sutton and Barto's book: an ace and a ten win against everything but an ace and a ten.
    /// Default true.
    /// </summary>
    public bool Sab { get; init; } = true;
}
