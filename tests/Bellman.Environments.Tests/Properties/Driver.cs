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

    // Where the next step begins an episode, as with Autoreset, it takes no notice of its action.
    private bool _ended;

    public Driver(Env env)
    {
        _env = env;
        _observation = new float[env.ObservationSpace.Size];
        _action = new float[env.ActionSpace.Size];
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
                case 97: Refuse<ArgumentException>(() => _env.Reset(_observation, how, new ResetOptions { ["no_such_option"] = how })); break;
                case 98: Reset(null); break;
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

    private void Reset(ulong? seed)
    {
        _ended = false;
        _env.Reset(_observation, seed);
        RequireObservation();
    }

    private void WrongAction(ulong how)
    {
        Sample(how);
        float[] choices = [-1, float.MaxValue, 0.5f, -0.25f, float.NegativeInfinity];
        _action[how % (ulong)_action.Length] = _refusesChoices && how % 3 != 0 ? choices[how % 5] : float.NaN;
        Refuse<ArgumentException>(() => _env.Step(_action, _observation));
    }

    private void RequireObservation()
    {
        if (_env.ObservationSpace.Contains(_observation)) return;
        throw new InvalidOperationException($"{_env} shows [{string.Join(' ', _observation)}], which is not in {_env.ObservationSpace}.");
    }

    /// <summary>Requires an exception of a kind, and the same state, observation and message as before and as is due.</summary>
    private void Refuse<TException>(Action call)
        where TException : Exception
    {
        byte[] before = StateHash();
        float[] shown = [.. _observation];
        try
        {
            call();
        }
        catch (TException exception)
        {
            if (!before.AsSpan().SequenceEqual(StateHash())) throw new InvalidOperationException($"{_env} is not what it was before it refused: {exception.Message}", exception);
            if (!shown.AsSpan().SequenceEqual(_observation)) throw new InvalidOperationException($"{_env} wrote an observation before it refused: {exception.Message}", exception);
            return;
        }

        throw new InvalidOperationException($"{_env} did not refuse [{string.Join(' ', _action)}], or the wrong order of calls.");
    }

    private byte[] StateHash()
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "environment", _env.Save);
        return SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
