using System.Runtime.Intrinsics;
using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>Where one body stands in sixteen worlds.</summary>
internal unsafe struct LanePlace
{
    public Vector512<float> X;
    public Vector512<float> Y;
    public Vector512<float> Angle;

    /// <summary>Moves a body by its velocities, which are limited before, as <see cref="SolverBody.Integrate"/> does it.</summary>
    public static LanePlace Integrate(float* block, int body, float duration)
    {
        LaneMotion motion = LaneMotion.Load(block + Motion(body) * LaneMath.Width);
        Vector512<float> wayX = duration * motion.X;
        Vector512<float> wayY = duration * motion.Y;
        Vector512<float> square = wayX * wayX + wayY * wayY;
        Vector512<float> tooFar = Vector512.GreaterThan(square, Vector512.Create(Tuning.MaxTranslation * Tuning.MaxTranslation));
        Vector512<float> turn = duration * motion.Spin;
        Vector512<float> tooMuch = Vector512.GreaterThan(turn * turn, Vector512.Create(Tuning.MaxRotation * Tuning.MaxRotation));
        if ((tooFar | tooMuch).AsInt32() != Vector512<int>.Zero)
        {
            Vector512<float> slower = Vector512.Create(Tuning.MaxTranslation) / Vector512.Sqrt(square);
            motion.X = Vector512.ConditionalSelect(tooFar, slower * motion.X, motion.X);
            motion.Y = Vector512.ConditionalSelect(tooFar, slower * motion.Y, motion.Y);
            motion.Spin = Vector512.ConditionalSelect(
                tooMuch, motion.Spin * (Vector512.Create(Tuning.MaxRotation) / Vector512.Abs(turn)), motion.Spin);
            motion.Store(block + Motion(body) * LaneMath.Width);
        }
        float* place = block + Place(body) * LaneMath.Width;
        return new LanePlace
        {
            X = Vector512.Load(place) + duration * motion.X,
            Y = Vector512.Load(place + LaneMath.Width) + duration * motion.Y,
            Angle = Vector512.Load(place + 2 * LaneMath.Width) + duration * motion.Spin,
        };
    }

    /// <summary>Takes another place where a mask is not set.</summary>
    public void ChangeUnless(Vector512<float> mask, in LanePlace other)
    {
        X = Vector512.ConditionalSelect(mask, X, other.X);
        Y = Vector512.ConditionalSelect(mask, Y, other.Y);
        Angle = Vector512.ConditionalSelect(mask, Angle, other.Angle);
    }
}
