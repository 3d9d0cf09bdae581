using Bellman.Core;

namespace Bellman.Experiments;

/// <summary>
/// Which keys play a world by hand: the arrows where the names of its actions tell of directions, digits for any other choice. Keys are called as browsers
/// call them (<c>ArrowLeft</c>, <c>Space</c>, <c>1</c>).
/// </summary>
public sealed class PlayKeys
{
    // Worlds with fewer steps a second are games of turns: a key is a step, and nothing happens without one.
    private const double TurnsPerSecond = 8;

    private static readonly (string Word, string Key)[] Words =
    [
        ("left", "ArrowLeft"), ("west", "ArrowLeft"), ("right", "ArrowRight"), ("east", "ArrowRight"), ("up", "ArrowUp"), ("north", "ArrowUp"), ("main", "ArrowUp"),
        ("gas", "ArrowUp"), ("down", "ArrowDown"), ("south", "ArrowDown"), ("brake", "ArrowDown"), ("fire", "Space"), ("hit", "ArrowUp"), ("stick", "ArrowDown"), ("pick", "Space"), ("drop", "Enter"),
    ];

    private static readonly string[] IdleWords = ["nothing", "no-op", "noop", "none", "stay", "wait", "no push", "coast"];

    private readonly Dictionary<string, float[]> _actions = new(StringComparer.Ordinal);

    private PlayKeys(bool isTurnBased, float[] idle) => (IsTurnBased, Idle) = (isTurnBased, idle);

    /// <summary>Whether the world waits for a key; otherwise it runs, and a key holds as long as it is pressed.</summary>
    public bool IsTurnBased { get; }

    /// <summary>The action while no key is pressed; empty where there is none that does nothing, so that the last one goes on.</summary>
    public IReadOnlyList<float> Idle { get; }

    /// <summary>The keys with their actions.</summary>
    public IReadOnlyDictionary<string, float[]> Actions => _actions;

    /// <summary>The keys of a world.</summary>
    /// <param name="env">The world.</param>
    /// <returns>Its keys; without any where its actions are neither discrete nor bounded numbers.</returns>
    public static PlayKeys Of(Env env)
    {
        ArgumentNullException.ThrowIfNull(env);
        bool turns = env.FramesPerSecond <= TurnsPerSecond;
        return env.ActionSpace switch
        {
            Discrete discrete => OfChoices(discrete, env.ActionNames, turns),
            Box box => OfNumbers(box, env.ActionNames, turns),
            _ => new PlayKeys(turns, []),
        };
    }

    private static PlayKeys OfChoices(Discrete space, IReadOnlyList<string> names, bool turns)
    {
        int idle = names.ToList().FindIndex(name => IdleWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        var keys = new PlayKeys(turns, idle < 0 ? [] : [space.Start + idle]);
        for (int i = 0; i < space.Count; i++)
        {
            float[] action = [space.Start + i];
            if (i < 10) keys._actions[i.ToString(System.Globalization.CultureInfo.InvariantCulture)] = action;
            if (i >= names.Count) continue;
            foreach ((string word, string key) in Words)
            {
                if (names[i].Contains(word, StringComparison.OrdinalIgnoreCase) && keys._actions.TryAdd(key, action)) break;
            }
        }

        // A choice of two, or of three around nothing, is played by left and right whatever it is called.
        if (!keys._actions.ContainsKey("ArrowLeft") && !keys._actions.ContainsKey("ArrowUp") && space.Count is 2 or 3)
        {
            keys._actions["ArrowLeft"] = [space.Start];
            keys._actions["ArrowRight"] = [space.Start + space.Count - 1];
        }

        return keys;
    }

    // Steering, gas and brake go by their names. Otherwise one number: left and right. Two or more: the first by up and down, the second by left and right, as the lander's engines are.
    private static PlayKeys OfNumbers(Box space, IReadOnlyList<string> names, bool turns)
    {
        if (space.Size == 0 || !space.IsBounded) return new PlayKeys(turns, []);
        var idle = new float[space.Size];
        for (int i = 0; i < idle.Length; i++) idle[i] = Math.Clamp(0, space.Low[i], space.High[i]);
        var keys = new PlayKeys(turns, idle);
        if (keys.AddPedals(space, names.ToList())) return keys;
        int sideways = space.Size == 1 ? 0 : 1;
        keys._actions["ArrowLeft"] = With(idle, sideways, space.Low[sideways]);
        keys._actions["ArrowRight"] = With(idle, sideways, space.High[sideways]);
        if (space.Size < 2) return keys;
        keys._actions["ArrowUp"] = With(idle, 0, space.High[0]);
        keys._actions["ArrowDown"] = With(idle, 0, space.Low[0]);
        return keys;
    }

    /// <summary>The keys of what is driven: a brake that is not pressed down quite, as most wheels lock at the full one.</summary>
    private bool AddPedals(Box space, List<string> names)
    {
        const float braking = 0.8f;
        int steering = names.IndexOf("steering"), gas = names.IndexOf("gas"), brake = names.IndexOf("brake");
        if (steering < 0 || gas < 0 || brake < 0) return false;
        float[] idle = [.. Idle];
        _actions["ArrowLeft"] = With(idle, steering, space.Low[steering]);
        _actions["ArrowRight"] = With(idle, steering, space.High[steering]);
        _actions["ArrowUp"] = With(idle, gas, space.High[gas]);
        _actions["ArrowDown"] = With(idle, brake, space.Low[brake] + (braking * (space.High[brake] - space.Low[brake])));
        return true;
    }

    private static float[] With(float[] row, int index, float value)
    {
        float[] changed = [.. row];
        changed[index] = value;
        return changed;
    }
}
