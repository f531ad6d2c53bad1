package com.acme.analytics.functions.query.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Takes text for a double where a number is needed, as JSON has numbers. Calcite would take it for
 * the type that it stands beside, so for a whole number beside one.
 */
final class PropertyCoercion extends TypeCoercionImpl {
  PropertyCoercion(RelDataTypeFactory types, SqlValidator validator) {
    super(types, validator);
  }

  @Override
  public RelDataType commonTypeForBinaryComparison(RelDataType one, RelDataType other) {
    return isTextAndNumber(one, other) || isTextAndNumber(other, one)
        ? number()
        : super.commonTypeForBinaryComparison(one, other);
  }

  @Override
  protected boolean binaryArithmeticWithStrings(
      SqlCallBinding binding, RelDataType left, RelDataType right) {
    boolean cast = false;
    if (SqlTypeUtil.isCharacter(left)) {
      cast |= coerceOperandType(binding.getScope(), binding.getCall(), 0, number());
    }
    if (SqlTypeUtil.isCharacter(right)) {
      cast |= coerceOperandType(binding.getScope(), binding.getCall(), 1, number());
    }
    return cast;
  }

  @Override
  public RelDataType implicitCast(RelDataType type, SqlTypeFamily expected) {
    boolean isNumber =
        switch (expected) {
          case NUMERIC, EXACT_NUMERIC, APPROXIMATE_NUMERIC, DECIMAL -> true;
          default -> false;
        };
    return isNumber && SqlTypeUtil.isCharacter(type)
        ? number()
        : super.implicitCast(type, expected);
  }

  /** What can't be cast stays as it is, and the check of types that follows says what is wrong. */
  @Override
  protected boolean needToCast(
      SqlValidatorScope scope, SqlNode node, RelDataType to, SqlTypeMappingRule rule) {
    return SqlTypeUtil.canCastFrom(to, validator.deriveType(scope, node), rule)
        && super.needToCast(scope, node, to, rule);
  }

  private static boolean isTextAndNumber(RelDataType one, RelDataType other) {
    return SqlTypeUtil.isCharacter(one) && SqlTypeUtil.isNumeric(other);
  }

  private RelDataType number() {
    return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.DOUBLE), true);
  }
}
