using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>Begins each episode with a random number of steps in which nothing is done (action 0), so that not all episodes begin alike (Mnih et al. 2015).</summary>
internal sealed class NoopStart : Wrapper
{
    private readonly int _most;
    private readonly float[] _nothing;

    public NoopStart(Env inner, int noopMax)
        : base(inner)
    {
        if (inner.ActionSpace is not Discrete { Start: 0 })
            throw new ArgumentException($"The actions have to be a Discrete whose 0 does nothing, but are {inner.ActionSpace}.", nameof(inner));
        _most = Check.Positive(noopMax, nameof(noopMax));
        _nothing = new float[1];
    }

    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(observation);
        int steps = 1 + Rng.Next(_most);
        for (int i = 0; i < steps; i++)
        {
            // A game that ends by itself begins again.
            if (Inner.Step(_nothing, observation).Done) base.OnReset(observation);
        }
    }
}
