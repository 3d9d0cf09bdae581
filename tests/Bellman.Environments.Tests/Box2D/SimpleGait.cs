namespace Bellman.Environments.Tests;

/// <summary>
/// A walk without learning, after the rules that Gymnasium ships with the walker: swing one leg forwards while standing
/// on the other, put it down, push off, and change legs. It knows nothing of balance and falls over on rough ground.
/// </summary>
internal sealed class SimpleGait
{
    private const float Pace = 0.29f;
    private const float StandingKnee = 0.1f;

    private readonly float[] _action = new float[4];
    private Phase _phase = Phase.Swing;
    private int _swinging;
    private float _knee = StandingKnee;

    private enum Phase
    {
        Swing,
        PutDown,
        PushOff,
    }

    /// <summary>The motors' powers for an observation.</summary>
    public float[] Act(float[] observation)
    {
        Span<float?> hips = [null, null];
        Span<float?> knees = [null, null];
        Plan(observation, hips, knees);
        for (int i = 0; i < 2; i++)
        {
            ReadOnlySpan<float> leg = observation.AsSpan(4 + 5 * i, 5);
            float hip = hips[i] is { } hipAngle ? 0.9f * (hipAngle - leg[0]) - 0.25f * leg[1] : 0;
            float knee = knees[i] is { } kneeAngle ? 4 * (kneeAngle - leg[2]) - 0.25f * leg[3] : 0;
            hip += 0.9f * observation[0] + 1.5f * observation[1]; // Keeps the hull upright.
            knee -= 15 * observation[3]; // Damps bouncing.
            _action[2 * i] = Math.Clamp(0.5f * hip, -1, 1);
            _action[2 * i + 1] = Math.Clamp(0.5f * knee, -1, 1);
        }

        return _action;
    }

    /// <summary>Says which angles hips and knees should have, and goes on to the next phase.</summary>
    private void Plan(float[] s, Span<float?> hips, Span<float?> knees)
    {
        int standing = 1 - _swinging;
        ReadOnlySpan<float> swingingLeg = s.AsSpan(4 + 5 * _swinging, 5);
        ReadOnlySpan<float> standingLeg = s.AsSpan(4 + 5 * standing, 5);
        if (_phase == Phase.Swing)
        {
            hips[_swinging] = 1.1f;
            knees[_swinging] = -0.6f;
            _knee = Math.Min(_knee + (s[2] > Pace ? 0.06f : 0.03f), StandingKnee);
            knees[standing] = _knee;
            if (standingLeg[0] < 0.1f) _phase = Phase.PutDown;
        }

        if (_phase == Phase.PutDown)
        {
            hips[_swinging] = 0.1f;
            knees[_swinging] = StandingKnee;
            knees[standing] = _knee;
            if (swingingLeg[4] > 0)
            {
                _phase = Phase.PushOff;
                _knee = Math.Min(swingingLeg[2], StandingKnee);
            }
        }

        if (_phase == Phase.PushOff)
        {
            knees[_swinging] = _knee;
            knees[standing] = 1;
            if (standingLeg[2] > 0.88f || s[2] > 1.2f * Pace)
            {
                _phase = Phase.Swing;
                _swinging = standing;
            }
        }
    }
}
