using System.Collections.Immutable;
using Bellman.Core;

namespace Bellman.Testing;

/// <summary>One check of one environment: the instances that it takes, and what was found so far.</summary>
internal sealed class Examination : IDisposable
{
    /// <summary>The seed of the worlds and of the actions.</summary>
    public const ulong Seed = 20;

    private const int NumbersToCompare = 200_000;
    private const int LeastSteps = 200;

    private readonly Func<Env>? _create;
    private readonly List<Env> _made = [];
    private readonly SortedDictionary<FindingKind, EnvironmentFinding> _findings = [];
    private Env? _env;

    /// <summary>Checks an instance that the caller keeps.</summary>
    public Examination(Env env, int steps) => (_env, Steps) = (env, steps);

    /// <summary>Checks instances of its own.</summary>
    public Examination(Func<Env> create, int steps) => (_create, Steps) = (create, steps);

    /// <summary>The instance that most parts look at.</summary>
    public Env Env => _env!;

    /// <summary>Its spaces at the first look.</summary>
    public (Space Observation, Space Action) Spaces { get; set; }

    /// <summary>How many steps each part takes.</summary>
    public int Steps { get; }

    /// <summary>How many steps are kept to be compared: fewer where an observation is large.</summary>
    public int StepsToCompare => Math.Min(Steps, Math.Max(LeastSteps, NumbersToCompare / Spaces.Observation.Size));

    /// <summary>Episodes that ended while the observations were looked at.</summary>
    public int Episodes { get; set; }

    /// <summary>Whether saving works.</summary>
    public bool CanSave { get; set; }

    /// <summary>Whether instances can be made.</summary>
    public bool CanMake => _create is not null;

    /// <summary>Whether what is shown depends on all episodes before, which a seed does not undo.</summary>
    public bool Learns
    {
        get
        {
            for (Env? layer = _env; layer is not null; layer = (layer as Wrapper)?.Inner)
            {
                if (layer is INormalizer { UpdateRunningMean: true }) return true;
            }

            return false;
        }
    }

    /// <summary>Whether a wrapper of a class stands around the environment.</summary>
    public bool IsWithin<TWrapper>()
        where TWrapper : Wrapper
    {
        for (Env? layer = _env; layer is not null; layer = (layer as Wrapper)?.Inner)
        {
            if (layer is TWrapper) return true;
        }

        return false;
    }

    /// <summary>Another instance, disposed of at the end.</summary>
    /// <exception cref="UnusableException">It can't be made.</exception>
    public Env Make()
    {
        Env env = Created() ?? throw new UnusableException(FindingKind.ConstructionFails, "What is to make it gives null.");
        if (_made.Contains(env, ReferenceEqualityComparer.Instance))
            throw new ArgumentException("The function has to make another environment each time.", "create");
        _made.Add(env);
        return env;
    }

    /// <summary>Notes a finding, unless one of its kind is known already.</summary>
    public void Add(FindingKind kind, string message) => _findings.TryAdd(kind, new EnvironmentFinding(kind, message));

    /// <summary>Whether something of a kind was found.</summary>
    public bool Has(params ReadOnlySpan<FindingKind> kinds)
    {
        foreach (FindingKind kind in kinds)
        {
            if (_findings.ContainsKey(kind)) return true;
        }

        return false;
    }

    /// <summary>Does all parts, as far as the findings of the earlier ones allow.</summary>
    public EnvironmentCheck Run()
    {
        try
        {
            _env ??= Make();
            if (SpaceChecks.Run(this))
            {
                if (CallChecks.Run(this)) LookClosely();
                CallChecks.Dispose(this);
            }
        }
        catch (UnusableException exception)
        {
            Add(exception.Kind, exception.Message);
        }

        return new EnvironmentCheck(_env?.ToString() ?? "the environment", Steps, Episodes, CanSave, [.. _findings.Values]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Has(FindingKind.DisposeFails)) return;
        foreach (Env env in _made)
        {
            try
            {
                env.Dispose();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // It has a fault that kept the examination from disposing of an instance and telling of it.
            }
        }
    }

    private void LookClosely()
    {
        EpisodeChecks.Run(this);
        if (!SpaceChecks.Unchanged(this, $"after {Counted(Steps, "step")}") || Has(FindingKind.StepFails)) return;
        try
        {
            SeedChecks.Run(this);
            SavingChecks.Run(this);
            BadInputChecks.Run(this);
            MaskChecks.Run(this);
            AllocationChecks.Run(this);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or UnusableException))
        {
            Add(FindingKind.StepFails, $"A step or reset throws {Described(exception)}, where the same ones worked before.");
        }
    }

    private Env? Created()
    {
        try
        {
            return _create!();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new UnusableException(FindingKind.ConstructionFails, $"Making {(_made.Count == 0 ? "it" : "another one")} throws {Described(exception)}.");
        }
    }

    /// <summary>A number of things, one of them in the singular.</summary>
    public static string Counted(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>An exception's type and message, for a sentence.</summary>
    public static string Described(Exception exception) => $"{exception.GetType().Name} ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')})";
}
