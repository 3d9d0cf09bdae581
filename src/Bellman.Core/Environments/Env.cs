using System.Collections.Immutable;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// One world in which an agent acts (Gymnasium's <c>Env</c>). Authors override <see cref="OnReset"/> and <see cref="OnStep"/>;
/// callers use <see cref="Reset"/> and <see cref="Step"/>, which check the order of calls.
/// Observations and actions are rows of float32 in the caller's memory. Instances are not thread-safe.
/// </summary>
public abstract class Env : IDisposable
{
    /// <summary>The width of every picture, in units of the drawing.</summary>
    public const int PictureWidth = 600;

    /// <summary>The height of every picture, in units of the drawing.</summary>
    public const int PictureHeight = 400;

    private Pcg64? _rng;
    private int _observationSize = -1;
    private int _actionSize;
    private bool _running;
    private bool _cutOff;
    private bool[]? _mask;
    private ImmutableArray<int> _choices;

    /// <summary>What an observation can be.</summary>
    public abstract Space ObservationSpace { get; }

    /// <summary>What an action can be.</summary>
    public abstract Space ActionSpace { get; }

    /// <summary>The registered facts of this environment, or <see langword="null"/> where it was made without an id.</summary>
    public virtual EnvSpec? Spec { get; set; }

    /// <summary>The innermost environment, below all wrappers.</summary>
    public virtual Env Unwrapped => this;

    /// <summary>How many steps a second look natural when they are watched (Gymnasium's <c>render_fps</c>). Default: 30.</summary>
    public virtual double FramesPerSecond => 30;

    /// <summary>What each number of an observation is called, for people; empty where the environment names none.</summary>
    public virtual IReadOnlyList<string> ObservationNames => [];

    /// <summary>What each choice of an action is called, or each number of a continuous one; empty where the environment names none.</summary>
    public virtual IReadOnlyList<string> ActionNames => [];

    /// <summary>Whether a step after the end of an episode begins the next one, as <see cref="Autoreset"/> does, instead of being refused. No wrapper goes around one that does.</summary>
    public virtual bool ResetsItself => false;

    /// <summary>
    /// Whether the world says which actions make sense in its present state (<see cref="ActionMask"/>). Default: false. A world that does so overrides this and <see cref="OnActionMask"/>.
    /// </summary>
    public virtual bool HasActionMask => false;

    /// <summary>The seed of the last seeded reset; where none was given, the one that was drawn at the first reset.</summary>
    public ulong? Seed { get; private set; }

    /// <summary>
    /// The undiscounted sum of the rewards since the last reset (that of <see cref="Autoreset"/> included), as this environment itself gave them: that of <see cref="Unwrapped"/> is the return that
    /// counts, whatever wrappers make of rewards.
    /// </summary>
    public double EpisodeReturn { get; private set; }

    /// <summary>The random numbers of this world: NumPy's generator, seeded by <see cref="Reset"/>.</summary>
    /// <exception cref="InvalidOperationException">The environment has not been reset yet.</exception>
    protected Pcg64 Rng => _rng ?? throw new InvalidOperationException($"{GetType().Name} has no random numbers before its first Reset.");

    /// <summary>The options of the reset that is going on, for <see cref="OnReset"/>; <see langword="null"/> for none.</summary>
    protected ResetOptions? Options { get; private set; }

    /// <summary>
    /// Whether the reset that is going on was given a seed, or is the first: what follows must then depend on nothing that was before. An environment that keeps something over resets begins
    /// anew there.
    /// </summary>
    protected bool IsSeeding { get; private set; }

    /// <summary>Starts an episode and writes its first observation.</summary>
    /// <param name="observation">Where the observation goes; at least <see cref="ObservationSpace"/>'s size.</param>
    /// <param name="seed">Seeds the world as Gymnasium does; without it, the random numbers go on where they were.</param>
    /// <param name="options">Named numbers that this environment understands, such as bounds of the initial state.</param>
    /// <exception cref="ArgumentException">The observation's span is too short, or the environment refuses an option; it is left as it was.</exception>
    public void Reset(Span<float> observation, ulong? seed = null, ResetOptions? options = null)
    {
        if (_observationSize < 0)
        {
            _observationSize = ObservationSpace.Size;
            _actionSize = ActionSpace.Size;
        }

        if (observation.Length < _observationSize) throw TooShort(nameof(observation), observation.Length, _observationSize);
        if (options is not null) CheckOptions(options);
        if (seed is { } given) Reseed(given);
        else if (_rng is null) Reseed(SeedStreams.DrawSeed());
        Options = options;
        _running = false;
        EpisodeReturn = 0;
        OnReset(observation[.._observationSize]);
        Options = null;
        IsSeeding = false;
        (_running, _cutOff) = (true, false);
    }

    /// <summary>Takes one step and writes the observation that follows.</summary>
    /// <param name="action">A row of <see cref="ActionSpace"/>.</param>
    /// <param name="observation">Where the next observation goes; at least <see cref="ObservationSpace"/>'s size. May not overlap the action.</param>
    /// <returns>Reward, and whether the episode was terminated or truncated.</returns>
    /// <exception cref="InvalidOperationException">No episode is running: call <see cref="Reset"/> first.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (!_running) throw NoEpisode();
        if (observation.Length < _observationSize) throw TooShort(nameof(observation), observation.Length, _observationSize);
        if (action.Length < _actionSize) throw TooShort(nameof(action), action.Length, _actionSize);
        StepResult result = OnStep(action, observation);
        _running = !(result.Terminated | result.Truncated) || ResetsItself;
        _cutOff = result.Truncated & !result.Terminated;
        EpisodeReturn += result.Reward;
        return result;
    }

    /// <summary>
    /// Which actions are allowed in the present state (the <c>action_mask</c> of Gymnasium's infos), in the form that <see cref="ActionMasks"/> describes. Agents that know masks choose among those alone.
    /// </summary>
    /// <returns>
    /// A span over this object's memory, valid until the next call; empty where <see cref="HasActionMask"/> is false. Where the episode was truncated it is what would have been allowed next, since
    /// the state is still worth something; all are allowed where the episode was terminated or none has begun, as no action follows.
    /// </returns>
    /// <exception cref="InvalidOperationException">Nothing is allowed.</exception>
    public ReadOnlySpan<bool> ActionMask()
    {
        if (!HasActionMask) return default;
        if (_mask is null)
        {
            _choices = ActionMasks.CountsOf(ActionSpace);
            _mask = new bool[_choices.Sum()];
        }

        if (_running | _cutOff) OnActionMask(_mask);
        else _mask.AsSpan().Fill(true);
        ActionMasks.Require(_choices, _mask, this);
        return _mask;
    }

    /// <summary>
    /// Draws the world as it is now, below all wrappers, over the whole canvas. Nothing of a picture is computed unless it is asked for, and drawing changes nothing.
    /// </summary>
    /// <param name="canvas">What to draw on. A picture has <see cref="PictureWidth"/> by <see cref="PictureHeight"/> units and is enlarged to the canvas.</param>
    /// <exception cref="InvalidOperationException">The environment has not been reset yet.</exception>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        Env world = Unwrapped;
        if (world._rng is null) throw new InvalidOperationException($"{world.GetType().Name} can't be drawn before its first Reset.");
        double scale = Math.Min(canvas.Width / (double)PictureWidth, canvas.Height / (double)PictureHeight);
        canvas.Push(Affine.Translation((canvas.Width - (scale * PictureWidth)) / 2, (canvas.Height - (scale * PictureHeight)) / 2).Scale(scale));
        world.OnDraw(canvas);
        canvas.Pop();
    }

    /// <summary>Writes everything that the coming steps depend on, mid-episode included.</summary>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("running", _running);
        writer.Write("episode_return", EpisodeReturn);
        writer.Write("seed", Seed ?? 0);
        writer.Write("seeded", _rng is not null);
        if (_rng is not null) writer.Write("rng", _rng);
        OnSave(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote; the coming steps are then the same, bit for bit.</summary>
    /// <exception cref="CheckpointFormatException">An entry is missing or of another type.</exception>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _observationSize = ObservationSpace.Size;
        _actionSize = ActionSpace.Size;
        (_running, _cutOff) = (reader.ReadBoolean("running"), false);
        EpisodeReturn = reader.Contains("episode_return") ? reader.ReadDouble("episode_return") : 0;
        if (reader.ReadBoolean("seeded"))
        {
            Seed = reader.ReadUInt64("seed");
            _rng ??= new Pcg64(0);
            reader.Read("rng", _rng);
        }

        IsSeeding = false;
        OnLoad(reader);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The type's name and its id, as <c>&lt;CartPole&lt;CartPole-v1&gt;&gt;</c>; wrappers show the stack.</summary>
    public override string ToString() => Spec is { } spec ? $"<{GetType().Name}<{spec.Id}>>" : $"<{GetType().Name}>";

    /// <summary>Refuses options before a reset changes anything. The base takes all.</summary>
    /// <param name="options">The options that were given.</param>
    /// <exception cref="ArgumentException">There is no such option, or its value is out of range.</exception>
    protected virtual void CheckOptions(ResetOptions options)
    {
    }

    /// <summary>
    /// Refuses an action before a step changes anything. A <see cref="VectorEnv"/> asks every world before it steps the first one, so that one world's bad action leaves all of them as they
    /// were; <see cref="OnStep"/> refuses the same actions by itself. The base refuses what <see cref="ActionSpace"/> does not contain, and lets finite numbers of a <see cref="Box"/>
    /// pass that lie beyond its bounds: they are the environment's to clip.
    /// </summary>
    /// <param name="action">A row of <see cref="ActionSpace"/>.</param>
    /// <exception cref="ArgumentException">The row is no action.</exception>
    protected virtual void CheckAction(ReadOnlySpan<float> action) => RowOfActions.Require(ActionSpace, action);

    /// <summary>Says which actions are allowed in the present state; asked for where <see cref="HasActionMask"/> is true. The base allows all.</summary>
    /// <param name="allowed">Receives an answer for each choice, see <see cref="ActionMasks"/>.</param>
    protected virtual void OnActionMask(Span<bool> allowed) => allowed.Fill(true);

    /// <summary>Draws the initial state and writes its observation, whose span has exactly the space's size.</summary>
    protected abstract void OnReset(Span<float> observation);

    /// <summary>Advances the world by one step. The spans have at least the spaces' sizes.</summary>
    protected abstract StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation);

    /// <summary>
    /// Draws the world in a picture of <see cref="PictureWidth"/> by <see cref="PictureHeight"/> units, after a reset or a step. It begins with
    /// <see cref="ICanvas.Clear"/>. By default the picture says that there is none.
    /// </summary>
    protected virtual void OnDraw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Clear(Rgba.Of(0x20242c));
        var middle = new System.Numerics.Vector2(PictureWidth / 2f, PictureHeight / 2f);
        canvas.Text(GetType().Name, middle, 28, Rgba.White, TextAlign.Center);
        canvas.Text("draws no picture: OnDraw is not overridden", middle with { Y = middle.Y + 30 }, 14, Rgba.Of(0x9aa4b2), TextAlign.Center);
    }

    /// <summary>Writes the state of the running episode. The random numbers are already written.</summary>
    /// <exception cref="NotSupportedException">The environment does not say how to save it.</exception>
    protected virtual void OnSave(CheckpointWriter writer) => throw CannotSave();

    /// <summary>Restores what <see cref="OnSave"/> wrote.</summary>
    /// <exception cref="NotSupportedException">The environment does not say how to load it.</exception>
    protected virtual void OnLoad(CheckpointReader reader) => throw CannotSave();

    /// <summary>Releases what the environment holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Goes on in mid-episode where a batch has brought this world.</summary>
    internal void Continue(double episodeReturn)
    {
        _running = true;
        EpisodeReturn = episodeReturn;
    }

    /// <summary>Starts the random numbers anew. Wrappers pass the seed inwards and take a stream of their own.</summary>
    internal virtual void Reseed(ulong seed)
    {
        Seed = seed;
        _rng = new Pcg64(seed);
        IsSeeding = true;
    }

    /// <summary>Lets a wrapper ask the world that it wraps.</summary>
    internal void RequireOptions(ResetOptions options) => CheckOptions(options);

    /// <summary>Lets a wrapper or a vector ask before a step.</summary>
    internal void RequireAction(ReadOnlySpan<float> action) => CheckAction(action);

    /// <summary>Lets a wrapper take a stream of its own under the seed of the world that it wraps.</summary>
    internal void UseStream(ulong seed, Pcg64 stream)
    {
        Seed = seed;
        _rng = stream;
    }

    private static ArgumentException TooShort(string name, int length, int needed) =>
        new($"The span '{name}' has {length} elements, but the space needs {needed}.", name);

    private InvalidOperationException NoEpisode() =>
        new($"{GetType().Name}.Step was called while no episode is running: call Reset before the first step and after each end of an episode.");

    private NotSupportedException CannotSave() =>
        new($"{GetType().Name} overrides neither OnSave nor OnLoad, so a training in it can't be checkpointed in mid-episode.");
}
