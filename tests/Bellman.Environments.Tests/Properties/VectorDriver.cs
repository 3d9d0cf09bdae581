using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments.Tests;

/// <summary>Makes moves in several forms of the same worlds, right and wrong ones: all forms show the same after each, and what is refused changes none.</summary>
internal sealed class VectorDriver
{
    private readonly VectorEnv[] _forms;
    private readonly Env _world;
    private readonly Space _observations;
    private readonly Space _actions;
    private readonly bool[] _leavesItsSpace;
    private readonly float[] _rows;

    /// <summary>Takes forms over that were not reset yet, and a world for its spaces.</summary>
    public VectorDriver(VectorEnv[] forms, Env world)
    {
        (_forms, _world) = (forms, world.Unwrapped);
        (_observations, _actions) = (world.ObservationSpace, world.ActionSpace);
        _leavesItsSpace = Driver.LeavesItsSpace(world);
        _rows = new float[forms[0].Count * _actions.Size];
    }

    /// <summary>Makes the moves of a program, each a number that says which and how.</summary>
    public void Run(int[] program)
    {
        Refuse<InvalidOperationException>(form => { form.Step(_rows); });
        Reset(program.Length > 0 ? (ulong)program[0] : 0, null);
        foreach (int move in program)
        {
            var random = new Pcg64((ulong)(move / 100));
            switch (move % 100)
            {
                case < 80: Step(random); break;
                case < 88: WrongAction(random); break;
                case < 90: Refuse<ArgumentException>(form => { form.Step(_rows.AsSpan(1)); }); break;
                case < 94:
                    (ResetOptions options, string[] named) = AnyOptions.DrawImpossibleReset(_world, random);
                    Refuse<ArgumentException>(form => form.Reset(random.NextUInt64(), options), named);
                    break;
                case < 96: Reset(null, AnyOptions.DrawReset(_world, random)); break;
                case 96: Reset(random.NextUInt64(), AnyOptions.DrawReset(_world, random)); break;
                case 97: Reset(null, null); break;
                default: Exchange(); break;
            }
        }
    }

    private void Sample(Pcg64 random)
    {
        int size = _actions.Size;
        for (int i = 0; i < _forms[0].Count; i++) _actions.Sample(random, _rows.AsSpan(i * size, size));
    }

    private void Step(Pcg64 random)
    {
        Sample(random);
        Transitions first = _forms[0].Step(_rows);
        RequireRows(first.NextObservations);
        foreach (float reward in first.Rewards)
        {
            if (!float.IsFinite(reward)) throw new InvalidOperationException($"{_world} paid {reward}.");
        }

        foreach (VectorEnv form in _forms.AsSpan(1))
        {
            Transitions other = form.Step(_rows);
            bool isSame = first.NextObservations.SequenceEqual(other.NextObservations) && first.Rewards.SequenceEqual(other.Rewards) && first.Terminated.SequenceEqual(other.Terminated)
                && first.Truncated.SequenceEqual(other.Truncated) && first.EpisodeReturns.SequenceEqual(other.EpisodeReturns) && first.EpisodeLengths.SequenceEqual(other.EpisodeLengths);
            if (!isSame) throw new InvalidOperationException($"{form} steps {_world} to something else than {_forms[0]}.");
        }

        RequireAlike();
    }

    private void Reset(ulong? seed, ResetOptions? options)
    {
        foreach (VectorEnv form in _forms) form.Reset(seed, options);
        RequireAlike();
    }

    private void WrongAction(Pcg64 random)
    {
        Sample(random);
        float[] wrong = _actions is Box ? [float.NaN, float.PositiveInfinity] : [-1, float.MaxValue, 0.5f, float.NaN];
        _rows[random.Next(_rows.Length)] = wrong[random.Next(wrong.Length)];
        Refuse<ArgumentException>(form => { form.Step(_rows); });
    }

    /// <summary>What one form saved, the next one goes on from.</summary>
    private void Exchange()
    {
        byte[][] saved = [.. _forms.Select(Saved)];
        for (int i = 0; i < saved.Length; i++)
        {
            if (!saved[0].AsSpan().SequenceEqual(saved[i])) throw new InvalidOperationException($"{_forms[i]} saves {_world} otherwise than {_forms[0]}.");
            _forms[i].Load(CheckpointReader.Parse(saved[(i + 1) % saved.Length], "environment", "memory"));
        }
    }

    private static byte[] Saved(VectorEnv form)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "environment", form.Save);
        return stream.ToArray();
    }

    private void RequireAlike()
    {
        RequireRows(_forms[0].Observations);
        foreach (VectorEnv form in _forms.AsSpan(1))
        {
            if (!form.Observations.SequenceEqual(_forms[0].Observations)) throw new InvalidOperationException($"{form} shows something else of {_world} than {_forms[0]}.");
        }
    }

    private void RequireRows(ReadOnlySpan<float> rows)
    {
        int size = _observations.Size;
        for (int i = 0; i < _forms[0].Count; i++) Driver.RequireObservation(_world, _observations, rows.Slice(i * size, size), _leavesItsSpace);
    }

    /// <summary>Requires an exception of a kind of every form, with some words, and the same state and observations as before.</summary>
    private void Refuse<TException>(Action<VectorEnv> call, params string[] named)
        where TException : Exception
    {
        foreach (VectorEnv form in _forms)
        {
            byte[] before = Driver.Hash(form.Save);
            float[] shown = form.Observations.ToArray();
            Driver.RequireRefusal<TException>(() => call(form), named, $"{form} of {_world}");
            if (!before.AsSpan().SequenceEqual(Driver.Hash(form.Save)) || !form.Observations.SequenceEqual(shown)) throw new InvalidOperationException($"{form} of {_world} is not what it was before it refused.");
        }
    }
}
