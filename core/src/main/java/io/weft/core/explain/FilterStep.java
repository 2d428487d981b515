/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.core.explain;

/**
 * What is left of the nodes after one more condition.
 *
 * @param name of the condition: {@code all}, {@code up}, {@code not-reserved} for others, {@code
 *     queue}, {@code features}, {@code stays-open} for as long as the job takes if it is alone,
 *     {@code no-copy} of it there, {@code not-held} by one job alone, {@code may-share} with those
 *     who are there, {@code cores}, {@code memory}, {@code gpus}.
 * @param nodeCount nodes that are left.
 * @param supply what they give the job as far as has been asked, in the unit of its need: nodes, or
 *     cores when these may be anywhere.
 */
public record FilterStep(String name, int nodeCount, long supply) {}
