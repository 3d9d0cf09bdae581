using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// The registry of environments by versioned id, with Gymnasium's ids (<c>gym.make</c>, <c>make_vec</c>, <c>register</c>).
/// Registering and making are thread-safe.
/// </summary>
public static class Envs
{
    /// <summary>From how many worlds on lanes are quicker than one world after the other.</summary>
    private const int FewestInLanes = 2;

    private static readonly Dictionary<string, EnvRegistration> Known = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    static Envs() => BuiltInEnvironments.Register();

    /// <summary>All registered environments, in the order of registration.</summary>
    public static IReadOnlyList<EnvSpec> Specs
    {
        get
        {
            lock (Gate) return [.. Known.Values.Select(registration => registration.Spec)];
        }
    }

    /// <summary>Makes one world, with the time limit of its id around it.</summary>
    /// <param name="id">A registered id.</param>
    /// <param name="options">The environment's options record; <see langword="null"/> for the id's own defaults.</param>
    /// <exception cref="UnknownEnvironmentException">Nothing is registered under the id; the message names the nearest known one.</exception>
    /// <exception cref="ArgumentException">The options are not of the type that this environment takes.</exception>
    public static Env Make(string id, object? options = null)
    {
        EnvRegistration registration = Find(id);
        Env env = registration.Create(options);
        env.Spec = registration.Spec;
        return registration.Spec.MaxEpisodeSteps is { } limit ? new TimeLimit(env, limit) : env;
    }

    /// <summary>Whether <see cref="MakeVector"/> can step worlds of this id in the lanes of vectors.</summary>
    /// <param name="id">A registered id.</param>
    /// <exception cref="UnknownEnvironmentException">Nothing is registered under the id; the message names the nearest known one.</exception>
    public static bool HasBatch(string id) => Find(id).Batch is not null;

    /// <summary>
    /// Makes several worlds that are stepped together: on one thread in the lanes of vectors where there is such a form of the environment (<see cref="HasBatch"/>),
    /// otherwise each by itself. What comes out is the same, to the bit, and so are checkpoints.
    /// </summary>
    /// <param name="id">A registered id.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    /// <param name="options">The environment's options record; <see langword="null"/> for the id's own defaults.</param>
    /// <param name="threads">On how many threads they are stepped, which changes no result; more than 1 can pay where a step takes many microseconds, as the walker's.</param>
    /// <param name="wrap">
    /// Puts wrappers around one world, which has the time limit of its id already; <see langword="null"/> for none. Worlds with nothing but time limits around them are still stepped in lanes.
    /// </param>
    /// <exception cref="UnknownEnvironmentException">Nothing is registered under the id; the message names the nearest known one.</exception>
    public static VectorEnv MakeVector(string id, int count = 1, object? options = null, int threads = 1, Func<Env, Env>? wrap = null)
    {
        Func<Env> create = wrap is null ? () => Make(id, options) : () => wrap(Make(id, options));
        if (threads != 1 || count < FewestInLanes || !HasBatch(id)) return VectorEnv.Of(create, count, threads);
        if (wrap is null) return MakeBatch(id, create, count);

        // What the wrappers are can be seen in a world that has them: the first one.
        Env? first = create();
        bool hasLimitsAlone = HasLimitsAlone(first);
        Func<Env> rest = () =>
        {
            Env env = first ?? create();
            first = null;
            return env;
        };
        return hasLimitsAlone ? MakeBatch(id, rest, count) : VectorEnv.Of(rest, count, threads);
    }

    /// <summary>The registered facts of an id.</summary>
    /// <exception cref="UnknownEnvironmentException">Nothing is registered under the id.</exception>
    public static EnvSpec Spec(string id) => Find(id).Spec;

    /// <summary>The options that an id starts from, or <see langword="null"/> where the environment has none.</summary>
    /// <exception cref="UnknownEnvironmentException">Nothing is registered under the id.</exception>
    public static object? DefaultOptions(string id) => Find(id).DefaultOptions;

    /// <summary>Registers an environment without options.</summary>
    /// <param name="spec">Its id and facts.</param>
    /// <param name="create">Makes one world.</param>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    public static void Register(EnvSpec spec, Func<Env> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Add(new EnvRegistration(spec, null, _ => create()));
    }

    /// <summary>Registers an environment with options.</summary>
    /// <typeparam name="TOptions">Its options record.</typeparam>
    /// <param name="spec">Its id and facts.</param>
    /// <param name="defaults">The options of this id.</param>
    /// <param name="create">Makes one world with options.</param>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    public static void Register<TOptions>(EnvSpec spec, TOptions defaults, Func<TOptions, Env> create)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(create);
        Add(new EnvRegistration(spec, defaults, Creator(spec, defaults, create)));
    }

    /// <summary>Registers an environment that has a form in lanes.</summary>
    /// <typeparam name="TOptions">Its options record.</typeparam>
    /// <param name="spec">Its id and facts.</param>
    /// <param name="defaults">The options of this id.</param>
    /// <param name="create">Makes one world with options.</param>
    /// <param name="batch">Makes so many worlds in lanes, out of what makes one with nothing but the time limit around it; a <see cref="BatchVectorEnv{TWorld}"/>.</param>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    public static void Register<TOptions>(EnvSpec spec, TOptions defaults, Func<TOptions, Env> create, Func<Func<Env>, int, VectorEnv> batch)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(batch);
        Add(new EnvRegistration(spec, defaults, Creator(spec, defaults, create), batch));
    }

    /// <summary>Registers an environment without options that has a form in lanes.</summary>
    /// <param name="spec">Its id and facts.</param>
    /// <param name="create">Makes one world.</param>
    /// <param name="batch">Makes so many worlds in lanes, out of what makes one with nothing but the time limit around it; a <see cref="BatchVectorEnv{TWorld}"/>.</param>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    public static void Register(EnvSpec spec, Func<Env> create, Func<Func<Env>, int, VectorEnv> batch)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(batch);
        Add(new EnvRegistration(spec, null, _ => create(), batch));
    }

    private static Func<object?, Env> Creator<TOptions>(EnvSpec spec, TOptions defaults, Func<TOptions, Env> create)
        where TOptions : class => options => create(options switch
        {
            null => defaults,
            TOptions given => given,
            _ => throw new ArgumentException($"{spec.Id} takes {typeof(TOptions).Name}, not {options.GetType().Name}.", nameof(options)),
        });

    /// <summary>Makes worlds in lanes, however few.</summary>
    internal static VectorEnv MakeBatch(string id, int count, object? options = null) => MakeBatch(id, () => Make(id, options), count);

    /// <summary>Makes worlds in lanes, however few, with what time limits there are around each.</summary>
    internal static VectorEnv MakeBatch(string id, Func<Env> create, int count) => Find(id).Batch!(create, count);

    private static bool HasLimitsAlone(Env env)
    {
        while (env is TimeLimit limit) env = limit.Inner;
        return env is not Wrapper;
    }

    private static void Add(EnvRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration.Spec);
        lock (Gate)
        {
            if (!Known.TryAdd(registration.Spec.Id, registration))
                throw new ArgumentException($"The environment '{registration.Spec.Id}' is registered already.");
        }
    }

    private static EnvRegistration Find(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        lock (Gate)
        {
            return Known.TryGetValue(id, out EnvRegistration? registration) ? registration : throw new UnknownEnvironmentException(id, Known.Keys);
        }
    }
}
