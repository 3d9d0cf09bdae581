using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>Plays episodes, greedily with an agent or at random, and can be drawn after each step.</summary>
internal sealed class Play : IDisposable
{
    private readonly Env _env;
    private readonly GreedyPlayer? _player;
    private readonly Pcg64? _random;
    private readonly float[] _observation;
    private readonly float[] _action;
    private int _episode;
    private int _step;

    /// <summary>Makes the player of a world.</summary>
    /// <param name="env">The world, which is disposed with this.</param>
    /// <param name="agent">Who plays; null for random actions.</param>
    /// <param name="seed">The seed of random actions.</param>
    public Play(Env env, Agent? agent, ulong seed)
    {
        _env = env;
        if (agent is not null) _player = new GreedyPlayer(agent);
        else _random = new SeedStreams(seed).Stream("random");
        _observation = new float[env.ObservationSpace.Size];
        _action = new float[env.ActionSpace.Size];
    }

    /// <summary>How many steps the episode has.</summary>
    public int Steps => _step;

    /// <summary>The sum of its rewards.</summary>
    public double Return => _env.Unwrapped.EpisodeReturn;

    /// <summary>Begins an episode.</summary>
    public void Begin(ulong seed)
    {
        _env.Reset(_observation, seed);
        _player?.Begin();
        (_step, _episode) = (0, _episode + 1);
    }

    /// <summary>Takes a step.</summary>
    /// <returns>Whether the episode goes on.</returns>
    public bool Step()
    {
        if (_player is not null) _player.Act(_observation, _action);
        else _env.ActionSpace.Sample(_random!, _action);
        _step++;
        return !_env.Step(_action, _observation).Done;
    }

    /// <summary>Draws the world as it is now.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="overlay">Whether the strip with step, return and actions is drawn too.</param>
    /// <param name="showEpisode">Whether it shows the number of the episode.</param>
    public void Draw(ICanvas canvas, bool overlay, bool showEpisode)
    {
        if (!overlay)
        {
            _env.Draw(canvas);
            return;
        }

        EpisodePicture.Draw(canvas, _env, new EpisodeStatus
        {
            Episode = showEpisode ? _episode : 0,
            Step = _step,
            Return = Return,
            Action = _step > 0 ? _action : default,
            Scores = _step > 0 && _player is not null ? _player.Scores : default,
            AreProbabilities = _player?.AreProbabilities ?? false,
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _env.Dispose();
}
