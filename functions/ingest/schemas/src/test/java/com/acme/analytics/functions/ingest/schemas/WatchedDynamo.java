package com.acme.analytics.functions.ingest.schemas;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

/** A real table that can be put out of reach, and tells what was asked of it. */
final class WatchedDynamo implements DynamoDbClient {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final String table;
  volatile boolean reachable = true;

  private final DynamoDbClient client;

  WatchedDynamo(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  SchemaTable schemas() {
    return new SchemaTable(this, table);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    called("get " + request.key().get("schema").s());
    return client.getItem(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    called("batch of " + request.requestItems().get(table).keys().size());
    return client.batchGetItem(request);
  }

  @Override
  public QueryIterable queryPaginator(QueryRequest request) {
    return new QueryIterable(this, request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    called("query");
    return client.query(request);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    called("write");
    return client.transactWriteItems(request);
  }

  private void called(String call) {
    calls.add(call);
    if (!reachable) {
      throw SdkClientException.create("unreachable");
    }
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
