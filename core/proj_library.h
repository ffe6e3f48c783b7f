/** PROJ, loaded when it is first asked for and not when the process starts: with the libraries that it brings
 * for the network it takes as long as reading 600 polygons, and is loaded by the thread that looks up CRSs
 * while they are read. Included in place of proj.h and geodesic.h; calls are written as if linked. */
#ifndef BCU_PROJ_LIBRARY_H
#define BCU_PROJ_LIBRARY_H

#include <geodesic.h>
#include <proj.h>

/* All that is called, by name. */
#define BCU_PROJ_FUNCTIONS(X)                                                                                \
    X(geod_init)                                                                                             \
    X(geod_inverse)                                                                                          \
    X(geod_polygon_addpoint)                                                                                 \
    X(geod_polygon_compute)                                                                                  \
    X(geod_polygon_init)                                                                                     \
    X(proj_as_proj_string)                                                                                   \
    X(proj_as_wkt)                                                                                           \
    X(proj_cleanup)                                                                                          \
    X(proj_context_create)                                                                                   \
    X(proj_context_destroy)                                                                                  \
    X(proj_context_set_enable_network)                                                                       \
    X(proj_context_set_file_finder)                                                                          \
    X(proj_coord)                                                                                            \
    X(proj_coordoperation_get_accuracy)                                                                      \
    X(proj_coordoperation_get_grid_used)                                                                     \
    X(proj_coordoperation_get_grid_used_count)                                                               \
    X(proj_coordoperation_is_instantiable)                                                                   \
    X(proj_create)                                                                                           \
    X(proj_create_from_name)                                                                                 \
    X(proj_create_operation_factory_context)                                                                 \
    X(proj_create_operations)                                                                                \
    X(proj_crs_get_coordinate_system)                                                                        \
    X(proj_crs_get_coordoperation)                                                                           \
    X(proj_crs_get_geodetic_crs)                                                                             \
    X(proj_crs_info_list_destroy)                                                                            \
    X(proj_cs_get_axis_info)                                                                                 \
    X(proj_destroy)                                                                                          \
    X(proj_ellipsoid_get_parameters)                                                                         \
    X(proj_errno_reset)                                                                                      \
    X(proj_get_area_of_use)                                                                                  \
    X(proj_get_crs_info_list_from_database)                                                                  \
    X(proj_get_crs_list_parameters_create)                                                                   \
    X(proj_get_crs_list_parameters_destroy)                                                                  \
    X(proj_get_ellipsoid)                                                                                    \
    X(proj_get_id_auth_name)                                                                                 \
    X(proj_get_id_code)                                                                                      \
    X(proj_get_name)                                                                                         \
    X(proj_get_source_crs)                                                                                   \
    X(proj_get_type)                                                                                         \
    X(proj_identify)                                                                                         \
    X(proj_info)                                                                                             \
    X(proj_int_list_destroy)                                                                                 \
    X(proj_is_crs)                                                                                           \
    X(proj_is_equivalent_to_with_ctx)                                                                        \
    X(proj_list_destroy)                                                                                     \
    X(proj_list_get)                                                                                         \
    X(proj_list_get_count)                                                                                   \
    X(proj_log_func)                                                                                         \
    X(proj_normalize_for_visualization)                                                                      \
    X(proj_operation_factory_context_destroy)                                                                \
    X(proj_operation_factory_context_set_allow_ballpark_transformations)                                     \
    X(proj_operation_factory_context_set_area_of_interest)                                                   \
    X(proj_operation_factory_context_set_grid_availability_use)                                              \
    X(proj_operation_factory_context_set_spatial_criterion)                                                  \
    X(proj_torad)                                                                                            \
    X(proj_trans)                                                                                            \
    X(proj_trans_generic)

#define BCU_PROJ_POINTER(function) __typeof__(function) *function##_;
typedef struct BcuProjLibrary {
    BCU_PROJ_FUNCTIONS(BCU_PROJ_POINTER)
} BcuProjLibrary;
#undef BCU_PROJ_POINTER

/** The functions of the library, which is loaded by the first call in this process; ends it when PROJ is not
 * there. */
const BcuProjLibrary *bcu_proj_library(void);

#define geod_init bcu_proj_library()->geod_init_
#define geod_inverse bcu_proj_library()->geod_inverse_
#define geod_polygon_addpoint bcu_proj_library()->geod_polygon_addpoint_
#define geod_polygon_compute bcu_proj_library()->geod_polygon_compute_
#define geod_polygon_init bcu_proj_library()->geod_polygon_init_
#define proj_as_proj_string bcu_proj_library()->proj_as_proj_string_
#define proj_as_wkt bcu_proj_library()->proj_as_wkt_
#define proj_cleanup bcu_proj_library()->proj_cleanup_
#define proj_context_create bcu_proj_library()->proj_context_create_
#define proj_context_destroy bcu_proj_library()->proj_context_destroy_
#define proj_context_set_enable_network bcu_proj_library()->proj_context_set_enable_network_
#define proj_context_set_file_finder bcu_proj_library()->proj_context_set_file_finder_
#define proj_coord bcu_proj_library()->proj_coord_
#define proj_coordoperation_get_accuracy bcu_proj_library()->proj_coordoperation_get_accuracy_
#define proj_coordoperation_get_grid_used bcu_proj_library()->proj_coordoperation_get_grid_used_
#define proj_coordoperation_get_grid_used_count bcu_proj_library()->proj_coordoperation_get_grid_used_count_
#define proj_coordoperation_is_instantiable bcu_proj_library()->proj_coordoperation_is_instantiable_
#define proj_create bcu_proj_library()->proj_create_
#define proj_create_from_name bcu_proj_library()->proj_create_from_name_
#define proj_create_operation_factory_context bcu_proj_library()->proj_create_operation_factory_context_
#define proj_create_operations bcu_proj_library()->proj_create_operations_
#define proj_crs_get_coordinate_system bcu_proj_library()->proj_crs_get_coordinate_system_
#define proj_crs_get_coordoperation bcu_proj_library()->proj_crs_get_coordoperation_
#define proj_crs_get_geodetic_crs bcu_proj_library()->proj_crs_get_geodetic_crs_
#define proj_crs_info_list_destroy bcu_proj_library()->proj_crs_info_list_destroy_
#define proj_cs_get_axis_info bcu_proj_library()->proj_cs_get_axis_info_
#define proj_destroy bcu_proj_library()->proj_destroy_
#define proj_ellipsoid_get_parameters bcu_proj_library()->proj_ellipsoid_get_parameters_
#define proj_errno_reset bcu_proj_library()->proj_errno_reset_
#define proj_get_area_of_use bcu_proj_library()->proj_get_area_of_use_
#define proj_get_crs_info_list_from_database bcu_proj_library()->proj_get_crs_info_list_from_database_
#define proj_get_crs_list_parameters_create bcu_proj_library()->proj_get_crs_list_parameters_create_
#define proj_get_crs_list_parameters_destroy bcu_proj_library()->proj_get_crs_list_parameters_destroy_
#define proj_get_ellipsoid bcu_proj_library()->proj_get_ellipsoid_
#define proj_get_id_auth_name bcu_proj_library()->proj_get_id_auth_name_
#define proj_get_id_code bcu_proj_library()->proj_get_id_code_
#define proj_get_name bcu_proj_library()->proj_get_name_
#define proj_get_source_crs bcu_proj_library()->proj_get_source_crs_
#define proj_get_type bcu_proj_library()->proj_get_type_
#define proj_identify bcu_proj_library()->proj_identify_
#define proj_info bcu_proj_library()->proj_info_
#define proj_int_list_destroy bcu_proj_library()->proj_int_list_destroy_
#define proj_is_crs bcu_proj_library()->proj_is_crs_
#define proj_is_equivalent_to_with_ctx bcu_proj_library()->proj_is_equivalent_to_with_ctx_
#define proj_list_destroy bcu_proj_library()->proj_list_destroy_
#define proj_list_get bcu_proj_library()->proj_list_get_
#define proj_list_get_count bcu_proj_library()->proj_list_get_count_
#define proj_log_func bcu_proj_library()->proj_log_func_
#define proj_normalize_for_visualization bcu_proj_library()->proj_normalize_for_visualization_
#define proj_operation_factory_context_destroy bcu_proj_library()->proj_operation_factory_context_destroy_
#define proj_operation_factory_context_set_allow_ballpark_transformations                                    \
    bcu_proj_library()->proj_operation_factory_context_set_allow_ballpark_transformations_
#define proj_operation_factory_context_set_area_of_interest                                                  \
    bcu_proj_library()->proj_operation_factory_context_set_area_of_interest_
#define proj_operation_factory_context_set_grid_availability_use                                             \
    bcu_proj_library()->proj_operation_factory_context_set_grid_availability_use_
#define proj_operation_factory_context_set_spatial_criterion                                                 \
    bcu_proj_library()->proj_operation_factory_context_set_spatial_criterion_
#define proj_torad bcu_proj_library()->proj_torad_
#define proj_trans bcu_proj_library()->proj_trans_
#define proj_trans_generic bcu_proj_library()->proj_trans_generic_

#endif
