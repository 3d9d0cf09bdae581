namespace Bellman.Numerics;

/// <content>Uniform, normal and exponential numbers.</content>
public sealed partial class Pcg64
{
    /// <summary>Draws a uniform number between two bounds.</summary>
    /// <param name="low">Lower bound, included; finite.</param>
    /// <param name="high">Upper bound, at least <paramref name="low"/>; excluded, except where rounding reaches it.</param>
    /// <returns>low + (high - low) u with u from 0 to below 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is negative, infinite or not a number.</exception>
    public double Uniform(double low, double high)
    {
        double range = high - low;
        if (!(range >= 0 && range <= double.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(high), high, $"The bounds {low} and {high} do not enclose a finite range.");
        return low + (range * NextDouble());
    }

    /// <summary>Draws a uniform number between two bounds, computed in double precision and then rounded.</summary>
    /// <param name="low">Lower bound, included; finite.</param>
    /// <param name="high">Upper bound, at least <paramref name="low"/>; excluded, except where rounding reaches it.</param>
    /// <returns>low + (high - low) u with u from 0 to below 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is negative, infinite or not a number.</exception>
    public float Uniform(float low, float high) => (float)Uniform((double)low, high);

    /// <summary>Draws from the normal distribution with mean 0 and standard deviation 1.</summary>
    /// <returns>Any finite number.</returns>
    public double Normal()
    {
        while (true)
        {
            // From the lowest bit: 8 bits choose the layer, 1 the sign, 52 the place in the layer.
            ulong bits = NextUInt64();
            int layer = (byte)bits;
            ulong mantissa = (bits >> 9) & 0x000fffffffffffff;
            // The sign is set as a bit: a branch on it would be mispredicted every other time.
            double x = BitConverter.UInt64BitsToDouble(
                BitConverter.DoubleToUInt64Bits((long)mantissa * ZigguratNormal.Width[layer]) | ((bits & 0x100) << 55));
            if (mantissa < ZigguratNormal.Inside[layer])
                return x;
            if (layer == 0)
                return NormalTail((mantissa & 0x100) != 0);

            double top = ZigguratNormal.Density[layer - 1];
            double bottom = ZigguratNormal.Density[layer];
            if (((top - bottom) * NextDouble()) + bottom < Math.Exp(-0.5 * x * x))
                return x;
        }
    }

    /// <summary>Draws from a normal distribution.</summary>
    /// <param name="mean">Its mean.</param>
    /// <param name="standardDeviation">Its standard deviation; at least 0.</param>
    /// <returns>mean + standardDeviation z with z standard normal.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="standardDeviation"/> is negative or not a number.</exception>
    public double Normal(double mean, double standardDeviation)
    {
        if (!(standardDeviation >= 0))
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "A standard deviation is at least 0.");
        return mean + (standardDeviation * Normal());
    }

    /// <summary>Draws a standard normal number in single precision, from 32 bits (NumPy's <c>standard_normal(dtype=float32)</c>).</summary>
    /// <returns>Any finite number.</returns>
    public float NormalSingle()
    {
        while (true)
        {
            // From the lowest bit: 8 bits choose the layer, 1 the sign, 23 the place in the layer.
            uint bits = NextUInt32();
            int layer = (byte)bits;
            uint mantissa = bits >> 9;
            float x = BitConverter.UInt32BitsToSingle(
                BitConverter.SingleToUInt32Bits((int)mantissa * ZigguratNormalSingle.Width[layer]) | ((bits & 0x100) << 23));
            if (mantissa < ZigguratNormalSingle.Inside[layer])
                return x;
            if (layer == 0)
                return NormalSingleTail((mantissa & 0x100) != 0);

            float top = ZigguratNormalSingle.Density[layer - 1];
            float bottom = ZigguratNormalSingle.Density[layer];
            if (((top - bottom) * NextSingle()) + bottom < Math.Exp(-0.5 * x * x))
                return x;
        }
    }

    /// <summary>Draws from the exponential distribution with mean 1.</summary>
    /// <returns>A number that is at least 0.</returns>
    public double Exponential()
    {
        while (true)
        {
            // The lowest 3 bits are left out; then 8 bits choose the layer, 53 the place in the layer.
            ulong bits = NextUInt64() >> 3;
            int layer = (byte)bits;
            ulong mantissa = bits >> 8;
            double x = (long)mantissa * ZigguratExponential.Width[layer];
            if (mantissa < ZigguratExponential.Inside[layer])
                return x;
            if (layer == 0)
                return ZigguratExponential.TailStart - Logarithm.OfOnePlus(-NextDouble());

            double top = ZigguratExponential.Density[layer - 1];
            double bottom = ZigguratExponential.Density[layer];
            if (((top - bottom) * NextDouble()) + bottom < Math.Exp(-x))
                return x;
        }
    }

    /// <summary>Draws from an exponential distribution.</summary>
    /// <param name="mean">Its mean (NumPy's <c>scale</c>); at least 0.</param>
    /// <returns>A number that is at least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mean"/> is negative or not a number.</exception>
    public double Exponential(double mean)
    {
        if (!(mean >= 0))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of an exponential distribution is at least 0.");
        return mean * Exponential();
    }

    /// <summary>Beyond the layers: Marsaglia's exponential majorant of the normal tail.</summary>
    private double NormalTail(bool negative)
    {
        while (true)
        {
            double beyond = -ZigguratNormal.InverseTailStart * Logarithm.OfOnePlus(-NextDouble());
            double height = -Logarithm.OfOnePlus(-NextDouble());
            if (height + height > beyond * beyond)
            {
                double x = ZigguratNormal.TailStart + beyond;
                return negative ? -x : x;
            }
        }
    }

    private float NormalSingleTail(bool negative)
    {
        while (true)
        {
            float beyond = -ZigguratNormalSingle.InverseTailStart * LogarithmSingle.OfOnePlus(-NextSingle());
            float height = -LogarithmSingle.OfOnePlus(-NextSingle());
            if (height + height > beyond * beyond)
            {
                float x = ZigguratNormalSingle.TailStart + beyond;
                return negative ? -x : x;
            }
        }
    }
}
