using System.Reflection;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// The wrappers that a text can name, as <c>TimeLimit:500</c> or <c>FrameStackObservation:stack_size=4</c>: what <c>--wrap</c>, the
/// <c>wrappers</c> of a configuration and model files hold. A program adds its own with <see cref="Register{TWrapper}"/>. Thread-safe.
/// </summary>
public static class WrapperRegistry
{
    /// <summary>Names of other times and places for wrappers that are here.</summary>
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["time_aware"] = nameof(TimeAware),
        ["TimeAwareObservation"] = nameof(TimeAware),
    };

    private static readonly Dictionary<string, WrapperRegistration> Known = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    static WrapperRegistry()
    {
        RegisterOfTime();
        RegisterOfObservations();
        RegisterOfImages();
        RegisterOfActionsAndRewards();
        RegisterOfPictures();
    }

    /// <summary>All registered wrappers, in the order of registration.</summary>
    public static IReadOnlyList<WrapperRegistration> All
    {
        get
        {
            lock (Gate) return [.. Known.Values];
        }
    }

    /// <summary>
    /// Registers a class under its own name. Its one public constructor takes an <see cref="Env"/>, and after it numbers, switches,
    /// enumerations, texts or lists of them: these are the arguments, their names in snake_case.
    /// </summary>
    /// <typeparam name="TWrapper">The class.</typeparam>
    /// <exception cref="ArgumentException">The name is taken, or the constructor is another.</exception>
    public static void Register<TWrapper>()
        where TWrapper : Wrapper
    {
        ConstructorInfo[] constructors = typeof(TWrapper).GetConstructors();
        if (constructors is not [{ } constructor])
            throw new ArgumentException($"{typeof(TWrapper).Name} has {constructors.Length} public constructors, where one is needed: register a function that makes it.");
        Add(new WrapperRegistration(
            typeof(TWrapper).Name,
            typeof(TWrapper),
            constructor.GetParameters(),
            arguments => (Env)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null)));
    }

    /// <summary>Registers a function under a name, for instance <c>(Env env, float by = 2) => new TransformReward(env, reward => by * reward)</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="create">Takes an <see cref="Env"/> and the arguments, as a constructor of <see cref="Register{TWrapper}"/> does, and returns the wrapper.</param>
    /// <exception cref="ArgumentException">The name is taken, or the function takes or returns something else.</exception>
    public static void Register(string name, Delegate create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        if (!create.Method.ReturnType.IsAssignableTo(typeof(Env)))
            throw new ArgumentException($"The function of the wrapper '{name}' returns {create.Method.ReturnType.Name}, where an Env is needed.", nameof(create));
        Add(new WrapperRegistration(
            name,
            null,
            create.Method.GetParameters(),
            arguments => (Env)create.Method.Invoke(create.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null)!));
    }

    /// <summary>The entry of a name.</summary>
    /// <exception cref="FormatException">There is none; the message names the nearest, or all where none is near.</exception>
    public static WrapperRegistration Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (Gate)
        {
            return Known.TryGetValue(Synonyms.GetValueOrDefault(name, name), out WrapperRegistration? registration)
                ? registration
                : throw new FormatException($"There is no wrapper '{name}'.{Instead(name)}");
        }
    }

    /// <summary>Checks a text as far as it can be without an environment, and returns it with the wrapper's present name.</summary>
    /// <exception cref="FormatException">The name or an argument is unknown, missing or of another type.</exception>
    public static string Check(string wrapper)
    {
        WrapperSpec spec = WrapperSpec.Parse(wrapper);
        WrapperRegistration registration = Find(spec.Name);
        spec = spec with { Name = registration.Name };
        registration.Bind(spec);
        return spec.ToString();
    }

    /// <summary>
    /// Wraps an environment. A <see cref="TimeLimit"/> among the wrappers takes the place of the one that the environment has by its id, in <see cref="Env.Spec"/> too;
    /// a <see cref="TimeAware"/> without a number counts to it, wherever the two stand.
    /// </summary>
    /// <param name="env">The environment, which the wrappers take over.</param>
    /// <param name="wrappers">The wrappers as texts, innermost first.</param>
    /// <exception cref="FormatException">A name or an argument is unknown or of the wrong type, or a wrapper does not suit what is inside.</exception>
    public static Env Wrap(Env env, params IEnumerable<string> wrappers)
    {
        ArgumentNullException.ThrowIfNull(env);
        WrapperSpec[] specs = [.. wrappers.Select(WrapperSpec.Parse)];
        if (env is TimeLimit limit && specs.Any(spec => spec.Name == nameof(TimeLimit))) env = limit.Inner;
        if (LeastLimit(specs) is { } steps)
        {
            steps = Math.Min(steps, TimeLimit.Least(env) ?? int.MaxValue);
            specs = [.. specs.Select(spec => Aimed(spec, steps))];
            if (env.Spec is { } facts) env.Spec = facts with { MaxEpisodeSteps = steps };
        }

        foreach (WrapperSpec spec in specs) env = Find(spec.Name).Wrap(env, spec);
        return env;
    }

    /// <summary>The lowest of the time limits in a list, or null where it has none. One that is not a number of steps is left for its wrapper to refuse.</summary>
    private static int? LeastLimit(WrapperSpec[] specs) => specs
        .Where(spec => spec.Name == nameof(TimeLimit))
        .Select(spec => (int?)Find(spec.Name).Bind(spec)[0])
        .Where(steps => steps > 0)
        .Min();

    /// <summary>A <see cref="TimeAware"/> without a number gets one, since the limit may stand further out, where it can't see it.</summary>
    private static WrapperSpec Aimed(WrapperSpec spec, int steps)
    {
        WrapperRegistration registration = Find(spec.Name);
        return registration.Type == typeof(TimeAware) && registration.Bind(spec)[0] is null ? WrapperSpec.Parse(FormattableString.Invariant($"{registration.Name}:{steps}")) : spec;
    }

    private static void RegisterOfTime()
    {
        Register<TimeLimit>();
        Register<TimeAware>();
        Register<Autoreset>();
        Register<OrderEnforcing>();
        Register<RecordEpisodeStatistics>();
        Register<PassiveEnvChecker>();
    }

    private static void RegisterOfObservations()
    {
        Register<FlattenObservation>();
        Register<ReshapeObservation>();
        Register<FilterObservation>();
        Register<DtypeObservation>();
        Register<RescaleObservation>();
        Register<NormalizeObservation>();
        Register<FrameStackObservation>();
        Register<DelayObservation>();
        Register<DiscretizeObservation>();
        Register<MaskVelocity>();
    }

    private static void RegisterOfImages()
    {
        Register<GrayscaleObservation>();
        Register<ResizeObservation>();
        Register<MaxAndSkipObservation>();
        Register<AtariPreprocessing>();
        Register<AddWhiteNoise>();
        Register<ObstructView>();
    }

    private static void RegisterOfActionsAndRewards()
    {
        Register<ClipAction>();
        Register<RescaleAction>();
        Register<DiscretizeAction>();
        Register<StickyAction>();
        Register<RepeatAction>();
        Register<ClipReward>();
        Register<NormalizeReward>();
        Register(nameof(TransformReward), TransformReward.Scaled);
    }

    private static string Instead(string name)
    {
        string suggestion = NearestName.Suggestion(name, Known.Keys.Concat(Synonyms.Keys));
        return suggestion.Length > 0 ? suggestion : $" There are {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}.";
    }

    private static void RegisterOfPictures()
    {
        Register<RecordVideo>();
        Register<RenderCollection>();
        Register<AddRenderObservation>();
    }

    private static void Add(WrapperRegistration registration)
    {
        lock (Gate)
        {
            if (Synonyms.ContainsKey(registration.Name) || !Known.TryAdd(registration.Name, registration))
                throw new ArgumentException($"The wrapper '{registration.Name}' is registered already.");
        }
    }
}
