namespace Bellman.Environments;

/// <summary>What counts about the cards of a hand in <see cref="Blackjack"/>.</summary>
/// <param name="Points">The sum of the cards, aces as 1.</param>
/// <param name="HasAce">Whether there is an ace.</param>
/// <param name="Cards">How many cards there are.</param>
internal readonly record struct BlackjackHand(int Points, bool HasAce, int Cards)
{
    private const int Most = 21;

    /// <summary>The bits of <see cref="Faces"/> for a card.</summary>
    public const int BitsPerCard = 4;

    /// <summary>For pictures only: the latest sixteen cards, the last one in the lowest bits.</summary>
    public ulong Faces { get; init; }

    /// <summary>Whether an ace can count as 11.</summary>
    public bool HasUsableAce => HasAce && Points + 10 <= Most;

    /// <summary>The sum, with an ace as 11 where that is possible.</summary>
    public int Sum => HasUsableAce ? Points + 10 : Points;

    /// <summary>Whether the sum is above 21.</summary>
    public bool IsBust => Points > Most;

    /// <summary>What is compared in the end: the sum, or 0 for too many points.</summary>
    public int Score => IsBust ? 0 : Sum;

    /// <summary>Whether these are an ace and a ten.</summary>
    public bool IsNatural => Cards == 2 && HasAce && Points == 11;

    /// <summary>The hand with a card more.</summary>
    public BlackjackHand With(int card) =>
        new(Points + card, HasAce || card == 1, Cards + 1) { Faces = (Faces << BitsPerCard) | (uint)card };

    /// <summary>A card as it was drawn, 1 for an ace; 0 where it is not known any more: of the first of more than sixteen, and of a hand from a checkpoint without them.</summary>
    /// <param name="index">From 0 for the first.</param>
    public int Card(int index)
    {
        int shift = BitsPerCard * (Cards - 1 - index);
        return shift < 64 ? (int)((Faces >> shift) & 15) : 0;
    }
}
