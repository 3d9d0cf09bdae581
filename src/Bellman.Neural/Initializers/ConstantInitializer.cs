using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>One value for all elements; draws nothing.</summary>
internal sealed class ConstantInitializer(float value) : Initializer
{
    public override void Fill(Span<float> values, ParameterTensor tensor, Pcg64 generator) => values.Fill(value);
}
