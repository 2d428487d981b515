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
/**
 * Where and when jobs run. A policy is a composition of small parts, each replaceable: the order in
 * which pending jobs are looked at ({@link io.weft.placement.order}), the selection of nodes and
 * cores ({@link io.weft.placement.select}), and the timing, which says who may start before whom
 * ({@link io.weft.placement.policy}, with the promises of {@link io.weft.placement.timeline}).
 * {@link io.weft.placement.reference} says the same in ordinary collections and is what the fast
 * parts are compared with.
 */
package io.weft.placement;
