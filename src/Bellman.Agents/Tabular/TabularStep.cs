namespace Bellman.Agents;

/// <summary>One world's step, its states and action counted from 0.</summary>
internal readonly record struct TabularStep(int State, int Action, float Reward, int Next, bool Terminated, bool Truncated)
{
    public bool Done => Terminated | Truncated;
}
