using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents.Tests;

/// <summary>Shows the number of the largest of the numbers inside, counted from 2.</summary>
internal sealed class NumberedMarks(Env inner) : ObservationWrapper(inner, new Discrete(inner.ObservationSpace.Size, start: 2))
{
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation) => observation[0] = 2 + Losses.IndexOfLargest(inner);
}
