package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.core.lake.LakeColumn;
import com.acme.analytics.core.lake.LakePartition;
import com.acme.analytics.core.lake.LakeTable;
import java.util.List;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * The lake's Iceberg table in Glue, made from the one model of it. CloudFormation makes it; columns
 * that are added later are added through the catalog.
 */
public final class LakeTableResource extends Construct {
  private final EnvironmentSettings settings;
  private final Bucket bucket;
  private final CfnTable table;

  public LakeTableResource(Construct scope, EnvironmentSettings settings, Bucket bucket) {
    super(scope, "Events");
    this.settings = settings;
    this.bucket = bucket;
    CfnDatabase database =
        CfnDatabase.Builder.create(this, "Database")
            .catalogId(settings.account())
            .databaseInput(
                CfnDatabase.DatabaseInputProperty.builder().name(database(settings)).build())
            .build();
    table =
        CfnTable.Builder.create(this, "Table")
            .catalogId(settings.account())
            .databaseName(database(settings))
            .name(LakeTable.NAME)
            .openTableFormatInput(
                CfnTable.OpenTableFormatInputProperty.builder()
                    .icebergInput(
                        CfnTable.IcebergInputProperty.builder()
                            .metadataOperation("CREATE")
                            .version("2")
                            .icebergTableInput(definition())
                            .build())
                    .build())
            .build();
    table.getNode().addDependency(database);
    table.applyRemovalPolicy(settings.removalPolicy());
    new LakeMaintenance(this, settings, this);
  }

  /** The name of the Glue database, which is the namespace in Iceberg. */
  public static String database(EnvironmentSettings settings) {
    return settings.resourceName("lake").replace('-', '_');
  }

  CfnTable table() {
    return table;
  }

  /** What it takes to add files to the table, and to take back a commit that failed. */
  public List<PolicyStatement> appending() {
    return List.of(
        allow(
            List.of("glue:GetCatalog", "glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"),
            glueArns()),
        allow(
            List.of("s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"),
            List.of(bucket.arnForObjects(prefix() + "*"))),
        allow(List.of("s3:DeleteObject"), List.of(bucket.arnForObjects(prefix() + "metadata/*"))));
  }

  /** What it takes to read the table. */
  List<PolicyStatement> reading() {
    return List.of(
        allow(List.of("glue:GetDatabase", "glue:GetTable"), glueArns()),
        allow(List.of("s3:GetBucketLocation", "s3:ListBucket"), List.of(bucket.getBucketArn())),
        allow(List.of("s3:GetObject"), List.of(bucket.arnForObjects(prefix() + "*"))));
  }

  /** What it takes to replace files by others and to remove those that nobody reads. */
  List<PolicyStatement> maintaining() {
    return List.of(
        allow(List.of("glue:GetTable", "glue:UpdateTable"), glueArns()),
        allow(List.of("s3:ListBucket"), List.of(bucket.getBucketArn())),
        allow(
            List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
            List.of(bucket.arnForObjects(prefix() + "*"))));
  }

  private static String prefix() {
    return LakeTable.NAME + "/";
  }

  private CfnTable.IcebergTableInputProperty definition() {
    return CfnTable.IcebergTableInputProperty.builder()
        .location("s3://" + bucket.getBucketName() + "/" + LakeTable.NAME)
        .schema(
            CfnTable.IcebergSchemaProperty.builder()
                .type("struct")
                .fields(LakeTable.COLUMNS.stream().map(LakeTableResource::field).toList())
                .build())
        .partitionSpec(
            CfnTable.IcebergPartitionSpecProperty.builder()
                .fields(LakeTable.PARTITIONS.stream().map(LakeTableResource::partition).toList())
                .build())
        .properties(LakeTable.PROPERTIES)
        .build();
  }

  private static CfnTable.IcebergStructFieldProperty field(LakeColumn column) {
    return CfnTable.IcebergStructFieldProperty.builder()
        .id(column.id())
        .name(column.name())
        .required(column.required())
        .type(column.type().iceberg())
        .build();
  }

  private static CfnTable.IcebergPartitionFieldProperty partition(LakePartition partition) {
    return CfnTable.IcebergPartitionFieldProperty.builder()
        .fieldId(partition.id())
        .name(partition.name())
        .sourceId(LakeTable.column(partition.column()).id())
        .transform(partition.transform())
        .build();
  }

  private List<String> glueArns() {
    String database = database(settings);
    return List.of(
        arn("catalog", null),
        arn("database", database),
        arn("table", database + "/" + LakeTable.NAME));
  }

  private String arn(String resource, String name) {
    ArnComponents.Builder arn = ArnComponents.builder().service("glue").resource(resource);
    return Arn.format(name == null ? arn.build() : arn.resourceName(name).build(), Stack.of(this));
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }
}
