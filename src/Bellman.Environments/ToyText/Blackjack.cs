using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// Come nearer to 21 points than the dealer, but not above, with cards that are drawn with replacement. After example 5.1 of Sutton and
/// Barto's book, second edition, as Gymnasium has it. Actions: 0 stick, 1 hit. Observation: the sum of the player's cards, the dealer's
/// open card (1 is an ace), and 1 where the player has an ace that counts as 11. Reward: 1 for a win, -1 for a loss, 0 for a draw and
/// for every card that is drawn without losing. The episode terminates when the player sticks, whereupon the dealer draws up to 17, or
/// has more than 21 points. There are no reset options.
/// </summary>
public sealed class Blackjack : Env
{
    private const int DealerSticks = 17;
    private const int Ten = 10;

    private static readonly TupleSpace Observations = new(new Discrete(32), new Discrete(11), new Discrete(2));
    private static readonly Discrete Actions = new(2);
    private static readonly int[] Deck = [1, 2, 3, 4, 5, 6, 7, 8, 9, Ten, Ten, Ten, Ten];

    private readonly BlackjackOptions _options;
    private BlackjackHand _player;
    private BlackjackHand _dealer;
    private int _openCard;

    // For pictures only: whether the dealer has turned up his second card.
    private bool _isOpen;

    /// <summary>Makes the environment.</summary>
    /// <param name="options">What can be chosen; null for the defaults.</param>
    public Blackjack(BlackjackOptions? options = null)
    {
        _options = options ?? new BlackjackOptions();
    }

    /// <summary>The player's sum, the dealer's open card, and whether an ace counts as 11.</summary>
    public override Space ObservationSpace => Observations;

    /// <summary>0 sticks, 1 hits.</summary>
    public override Space ActionSpace => Actions;

    /// <inheritdoc/>
    public override double FramesPerSecond => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ObservationNames { get; } = ["player's sum", "dealer's card", "usable ace"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ActionNames { get; } = ["stick", "hit"];

    /// <inheritdoc/>
    protected override void OnDraw(ICanvas canvas) => BlackjackPicture.Draw(canvas, _dealer, _player, _isOpen);

    /// <inheritdoc/>
    protected override void CheckOptions(ResetOptions options) => ResetBounds.RequireNone(options);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        Deal(observation);
    }

    /// <inheritdoc/>
    protected override void CheckAction(ReadOnlySpan<float> action) => ActionRow.Choice(action, 2);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation) => Play(ActionRow.Choice(action, 2) == 1, observation);

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("open_card", _openCard);
        Save(writer, "player", _player);
        Save(writer, "dealer", _dealer);
        writer.Write("is_open", _isOpen);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _openCard = reader.ReadInt32("open_card");
        _player = Load(reader, "player");
        _dealer = Load(reader, "dealer");
        _isOpen = reader.Contains("is_open") && reader.ReadBoolean("is_open");
    }

    /// <summary>Deals the cards of an episode.</summary>
    internal void Deal(Span<float> observation)
    {
        _openCard = Draw(Rng);
        _dealer = default(BlackjackHand).With(_openCard).With(Draw(Rng));
        _player = default(BlackjackHand).With(Draw(Rng)).With(Draw(Rng));

        _isOpen = false;

        // Upstream draws the suit of the open card for its pictures, and the face of a ten: the next draws must be the same.
        Rng.Choice(4);
        if (_openCard == Ten) Rng.Choice(3);
        Observe(observation);
    }

    /// <summary>Takes a step.</summary>
    internal StepResult Play(bool hits, Span<float> observation)
    {
        if (hits) _player = _player.With(Draw(Rng));
        Observe(observation);
        _isOpen = !hits;
        if (hits)
            return new StepResult(_player.IsBust ? -1 : 0, _player.IsBust);
        while (_dealer.Sum < DealerSticks) _dealer = _dealer.With(Draw(Rng));
        return new StepResult(Settle(), Terminated: true);
    }

    private static int Draw(Pcg64 rng) => Deck[rng.Choice(Deck.Length)];

    private static void Save(CheckpointWriter writer, string name, BlackjackHand hand)
    {
        writer.Write(name, [hand.Points, hand.HasAce ? 1 : 0, hand.Cards]);
        writer.Write(name + "_faces", hand.Faces);
    }

    private static BlackjackHand Load(CheckpointReader reader, string name)
    {
        Span<int> numbers = stackalloc int[3];
        reader.Read(name, numbers);
        return new BlackjackHand(numbers[0], numbers[1] != 0, numbers[2]) { Faces = Faces(reader, name + "_faces") };
    }

    // Checkpoints of earlier versions have none, and pictures of their hands blank cards. No card is above ten, which the picture has to hold.
    private static ulong Faces(CheckpointReader reader, string name)
    {
        ulong faces = reader.Contains(name) ? reader.ReadUInt64(name) : 0;
        for (ulong rest = faces; rest != 0; rest >>= BlackjackHand.BitsPerCard)
        {
            if ((rest & 15) > Ten) throw reader.Fault($"{name} holds a card {rest & 15}, where the highest is {Ten}.");
        }

        return faces;
    }

    private float Settle()
    {
        int difference = Math.Sign(_player.Score - _dealer.Score);
        if (_options.Sab)
            return _player.IsNatural && !_dealer.IsNatural ? 1 : difference;
        return _options.Natural && _player.IsNatural && difference == 1 ? 1.5f : difference;
    }

    private void Observe(Span<float> observation)
    {
        observation[2] = _player.HasUsableAce ? 1 : 0;
        observation[1] = _openCard;
        observation[0] = _player.Sum;
    }
}
