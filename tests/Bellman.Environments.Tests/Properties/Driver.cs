using System.Security.Cryptography;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments.Tests;

/// <summary>Makes moves in an environment, right and wrong ones, and requires what holds after each.</summary>
internal sealed class Driver
{
    private readonly Env _env;
    private readonly float[] _observation;
    private readonly float[] _action;
    private readonly bool _refusesChoices;
    private readonly bool[] _leavesItsSpace;

    // Where the next step begins an episode, as with Autoreset, it takes no notice of its action.
    private bool _ended;

    public Driver(Env env)
    {
        _env = env;
        _observation = new float[env.ObservationSpace.Size];
        _action = new float[env.ActionSpace.Size];
        _leavesItsSpace = LeavesItsSpace(env);
        _refusesChoices = env.ActionSpace is Discrete or MultiDiscrete or MultiBinary;
    }

    /// <summary>Steps that were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Makes the moves of a program, each a number that says which and how.</summary>
    public void Run(int[] program)
    {
        Sample(1);
        Refuse<InvalidOperationException>(() => _env.Step(_action, _observation));
        Reset(program.Length > 0 ? (ulong)program[0] : 0);
        foreach (int move in program)
        {
            ulong how = (ulong)(move / 100);
            switch (move % 100)
            {
                case < 70: Step(() => Sample(how)); break;
                case < 90: Step(() => Extreme(how)); break;
                case < 95 when _ended: break;
                case < 95: WrongAction(how); break;
                case 95: Refuse<ArgumentException>(() => _env.Step(_action.AsSpan(0, _action.Length - 1), _observation)); break;
                case 96: Refuse<ArgumentException>(() => _env.Step(_action, _observation.AsSpan(0, _observation.Length - 1))); break;
                case 97:
                    (ResetOptions options, string[] named) = AnyOptions.DrawImpossibleReset(_env.Unwrapped, new Pcg64(how));
                    Refuse<ArgumentException>(() => _env.Reset(_observation, how, options), named);
                    break;
                case 98: Reset(null, AnyOptions.DrawReset(_env.Unwrapped, new Pcg64(how))); break;
                default: Reset(how); break;
            }
        }
    }

    private void Sample(ulong how) => _env.ActionSpace.Sample(new Pcg64(how), _action);

    /// <summary>An action at its bounds: all numbers at one or the other, the first or the last choice.</summary>
    private void Extreme(ulong how)
    {
        Sample(how);
        bool high = how % 2 == 1;
        switch (_env.ActionSpace)
        {
            case Discrete discrete: _action[0] = high ? discrete.Start + discrete.Count - 1 : discrete.Start; break;
            case Box box:
                for (int i = 0; i < _action.Length; i++)
                {
                    float bound = ((how >> (i % 32)) & 1) == 1 ? box.High[i] : box.Low[i];
                    if (float.IsFinite(bound)) _action[i] = bound;
                }

                break;
        }
    }

    private void Step(Action choose)
    {
        choose();
        StepResult result = _env.Step(_action, _observation);
        Steps++;
        _ended = result.Done;
        RequireObservation();
        if (!float.IsFinite(result.Reward)) throw new InvalidOperationException($"{_env} paid {result.Reward} for [{string.Join(' ', _action)}].");
        if (!result.Done || _env.ResetsItself) return;
        Refuse<InvalidOperationException>(() => _env.Step(_action, _observation));
        Reset(null);
    }

    private void Reset(ulong? seed, ResetOptions? options = null)
    {
        _ended = false;
        _env.Reset(_observation, seed, options);
        RequireObservation();
    }

    private void WrongAction(ulong how)
    {
        Sample(how);
        float[] choices = [-1, float.MaxValue, 0.5f, -0.25f, float.NegativeInfinity];
        _action[how % (ulong)_action.Length] = _refusesChoices && how % 3 != 0 ? choices[how % 5] : float.NaN;
        Refuse<ArgumentException>(() => _env.Step(_action, _observation));
    }

    private void RequireObservation() => RequireObservation(_env, _env.ObservationSpace, _observation, _leavesItsSpace);

    /// <summary>Requires an exception of a kind, and the same state, observation and message as before and as is due.</summary>
    private void Refuse<TException>(Action call, params string[] named)
        where TException : Exception
    {
        byte[] before = Hash(_env.Save);
        float[] shown = [.. _observation];
        string message = RequireRefusal<TException>(call, named, $"{_env} with [{string.Join(' ', _action)}]");
        if (!before.AsSpan().SequenceEqual(Hash(_env.Save))) throw new InvalidOperationException($"{_env} is not what it was before it refused: {message}");
        if (!shown.AsSpan().SequenceEqual(_observation)) throw new InvalidOperationException($"{_env} wrote an observation before it refused: {message}");
    }

    /// <summary>
    /// Which numbers of an observation leave Gymnasium's space, as Gymnasium's own do: of the walker the hull's angle, where it goes head over heels; of the lander position, velocity and angle,
    /// where engines, wind or little gravity carry it away.
    /// </summary>
    public static bool[] LeavesItsSpace(Env env)
    {
        const int positionToSpin = 6;
        bool[] leaves = new bool[env.ObservationSpace.Size];
        if (!ReferenceEquals(env.ObservationSpace, env.Unwrapped.ObservationSpace)) return leaves;
        leaves.AsSpan(0, env.Unwrapped switch { BipedalWalker => 1, LunarLander => positionToSpin, _ => 0 }).Fill(true);
        return leaves;
    }

    /// <summary>Requires that an observation is in a space, but for the numbers that leave it, which are finite.</summary>
    public static void RequireObservation(Env env, Space space, ReadOnlySpan<float> observation, bool[] leavesItsSpace)
    {
        if (space.Contains(observation)) return;
        float[] others = [.. observation];
        for (int i = 0; i < others.Length; i++)
        {
            if (leavesItsSpace[i] && float.IsFinite(others[i])) others[i] = 0;
        }

        if (space.Contains(others)) return;
        throw new InvalidOperationException($"{env} shows [{string.Join(' ', observation.ToArray())}], which is not in {space}.");
    }

    /// <summary>Requires an exception of a kind with some words.</summary>
    /// <returns>Its message.</returns>
    public static string RequireRefusal<TException>(Action call, string[] named, string who)
        where TException : Exception
    {
        try
        {
            call();
        }
        catch (TException exception)
        {
            if (Array.Find(named, word => !exception.Message.Contains(word, StringComparison.Ordinal)) is { } missing)
                throw new InvalidOperationException($"{who} refuses without naming {missing}: {exception.Message}", exception);
            return exception.Message;
        }

        throw new InvalidOperationException($"{who} did not refuse what is none, or the wrong order of calls.");
    }

    /// <summary>A hash of all that an environment, or a vector of them, saves.</summary>
    public static byte[] Hash(Action<CheckpointWriter> save)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "environment", save);
        return SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
